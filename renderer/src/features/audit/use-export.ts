import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditFilters, AuditLooking } from '#shared/contract/audit';
import type { OutputOf } from '#shared/contract/contract';
import type { Result } from '#shared/errors/app-error';
import { useClinicNow, useClinicZone, useLocale } from '../../app/clock';
import { change } from '../../api/call';
import { errorWords } from '../../ui/error-words';
import { saveFile } from '../../ui/save-file';
import { csvHead, csvLines } from './csv';
import { actionWords, momentWords } from './words';

const PAGE = 200;

/** Takes all that fits out as one CSV, page after page, until it is there or stopped. */
export function useExport() {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const { today } = useClinicNow();
  const [rows, setRows] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = async (filters: AuditFilters, order: AuditLooking['order']) => {
    const { signal } = (running.current = new AbortController());
    setProblem(null);
    setRows(0);
    const words = {
      what: (action: string) => actionWords(t, action),
      clinicTime: (at: Parameters<typeof momentWords>[0]) => momentWords(at, locale, zone),
    };
    // The browser keeps finished parts outside its own memory.
    const parts: Blob[] = [new Blob([csvHead()])];
    let count = 0;
    let after: string | null = null;
    do {
      const answer: Result<OutputOf<'audit.export'>> = await change('audit.export', {
        filters,
        order,
        after,
        limit: PAGE,
      });
      if (signal.aborted) return;
      if (!answer.ok) {
        setProblem(errorWords(t, answer.error));
        setRows(null);
        return;
      }
      parts.push(new Blob([csvLines(answer.value.items, words)]));
      count += answer.value.items.length;
      setRows(count);
      after = answer.value.next;
    } while (after !== null);
    saveFile(new Blob(parts, { type: 'text/csv;charset=utf-8' }), `audit-${today}.csv`);
    setRows(null);
  };
  return {
    rows,
    problem,
    run,
    stop: () => {
      running.current?.abort();
      setRows(null);
    },
  };
}
