import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { AuditFilters, type AuditLine } from '#shared/contract/audit';
import type { OutputOf } from '#shared/contract/contract';
import type { Refusal } from '#shared/errors/app-error';
import { fieldIssues } from '#shared/errors/from-zod';
import { ask } from '../../api/call';
import { type Sought, useAuditScreen } from './store';

const PAGE = 200;

type Page = OutputOf<'audit.page'>;

/** The filters as the call takes them, or which of the two days is wrong. */
export function filtersOf({ patient, from, to, ...rest }: Sought) {
  return AuditFilters.safeParse({
    ...rest,
    patientId: patient?.id ?? null,
    from: from === '' ? null : from,
    to: to === '' ? null : to,
  });
}

interface Lines {
  readonly lines: readonly AuditLine[];
  /** So far was looked when the last page stopped before it was full; null when it did not. */
  readonly lookedTo: Page['lookedTo'];
}

function linesOf({ pages }: InfiniteData<Page>): Lines {
  return { lines: pages.flatMap(({ items }) => items), lookedTo: pages.at(-1)?.lookedTo ?? null };
}

/**
 * The lines so far, page after page. What was read stays as it was: new entries would push the list along under
 * the reader, and nothing of the past changes.
 */
export function useAudit() {
  const sought = useAuditScreen((screen) => screen.sought);
  const order = useAuditScreen((screen) => screen.order);
  const parsed = useMemo(() => filtersOf(sought), [sought]);
  const filters = parsed.success ? parsed.data : null;
  const query = useInfiniteQuery<Page, Refusal, Lines, readonly [string, unknown], string | null>({
    queryKey: ['audit.page', { filters, order }],
    queryFn: ({ pageParam, signal }) => {
      if (!filters) throw new Error('there is nothing to ask');
      return ask('audit.page', { filters, order, after: pageParam, limit: PAGE }, signal);
    },
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
    select: linesOf,
    enabled: filters !== null,
    staleTime: 'static',
    gcTime: 0,
    retry: false,
  });
  const wrong = parsed.success ? [] : fieldIssues(parsed.error);
  return { query, filters, order, wrong };
}
