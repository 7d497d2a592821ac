import { type InfiniteData, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OutputOf } from '#shared/contract/contract';
import type { TimelineEntry, TimelineKind } from '#shared/contract/timeline';
import type { Refusal } from '#shared/errors/app-error';
import type { PatientId } from '#shared/values/ids';
import { ask } from '../../api/call';

/** Some three screens: the next page is there before the end of this one is reached. */
const PAGE = 60;

type Page = OutputOf<'timeline.page'>;

interface Read {
  readonly entries: readonly TimelineEntry[];
  /** Whether any of the pages had to do without the documents. */
  readonly documents: Page['documents'];
  readonly openUntil: Page['openUntil'];
}

function readOf({ pages }: InfiniteData<Page>): Read {
  return {
    entries: pages.flatMap(({ items }) => items),
    documents: pages.some(({ documents }) => documents === 'away') ? 'away' : 'read',
    openUntil: pages.at(-1)?.openUntil ?? null,
  };
}

/**
 * What happened so far, page after page, as it stood when it was opened. All that is asked from one dialog is one
 * opening, so that one view stands in the audit.
 */
export function useTimeline(patientId: PatientId, kinds: readonly TimelineKind[], text: string) {
  const [opening] = useState(() => crypto.randomUUID());
  return useInfiniteQuery<Page, Refusal, Read, readonly [string, unknown], string | null>({
    queryKey: ['timeline.page', { patientId, opening, kinds, text }],
    queryFn: ({ pageParam, signal }) =>
      ask(
        'timeline.page',
        { patientId, opening, kinds: [...kinds], text, after: pageParam, limit: PAGE },
        signal,
      ),
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
    select: readOf,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
}
