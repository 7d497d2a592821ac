import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { PatientSummary } from '#shared/contract/patients';
import { callOptions } from '../../api/queries';

/** Keys closer together than this are one burst: only its end is asked. */
const PAUSE = 60;
const ENOUGH = 2;
const PAGE = 12;

const nobody: readonly PatientSummary[] = [];

/** The text once typing pauses: at once for who types slowly, so that a key's answer waits for nothing. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  const last = useRef(0);
  useEffect(() => {
    const wait = performance.now() - last.current < PAUSE ? PAUSE : 0;
    last.current = performance.now();
    const timer = setTimeout(() => {
      setSettled(text);
    }, wait);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return settled;
}

/** Patients while typing; the last answer stays until the next one is there. */
export function usePatientSearch(typed: string, removed = false) {
  const text = useSettled(typed.trim());
  const enabled = text.length >= ENOUGH;
  const { data, isPlaceholderData, error } = useQuery({
    ...callOptions('patients.search', {
      text,
      after: null,
      limit: PAGE,
      ...(removed ? { removed } : {}),
    }),
    enabled,
    placeholderData: keepPreviousData,
  });
  return {
    text,
    items: enabled ? (data?.items ?? nobody) : nobody,
    hasMore: enabled && data?.next !== null && data?.next !== undefined,
    /** The items are the answer to what stands in the box now. */
    isAnswer: enabled && data !== undefined && !isPlaceholderData && text === typed.trim(),
    error,
  };
}
