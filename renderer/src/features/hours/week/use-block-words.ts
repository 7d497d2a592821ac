import { useTranslation } from 'react-i18next';
import { ruleName } from '../logic/rule-words';
import { placeTimes } from '../logic/week-moves';
import type { Block } from './use-week-drag';

/** What a block of the week says: its name and times. */
export function useBlockWords(): (block: Block) => { readonly title: string; readonly times: string } {
  const { t } = useTranslation();
  return (block) => ({
    title: ruleName(t, block.occurrence.rule),
    times: placeTimes(block),
  });
}
