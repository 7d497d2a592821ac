import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCallQuery } from '../../api/queries';
import { notify } from '../../ui/notice';
import { useFiledWords } from './filed-words';
import { useScans } from './store';
import { takeAll } from './watched';

/** Takes up what the scanner leaves in its folder; what files itself while nobody looks is told. */
export function useScanFolder(isListOpen: boolean): void {
  const { t } = useTranslation();
  const { data } = useCallQuery('scanFolder.get', {});
  const scans = useScans((all) => all.scans);
  const taken = useScans((all) => all.taken);
  const words = useFiledWords();
  const told = useRef(new Set<number>());
  useEffect(() => {
    takeAll(data?.files ?? []);
  }, [data, taken]);
  useEffect(() => {
    for (const { key, file, origin, state } of scans) {
      if (origin === null || state.kind !== 'filed' || told.current.has(key)) continue;
      told.current.add(key);
      if (!isListOpen) notify(t('scans.folder.told', { name: file.name, what: words(state) }));
    }
  }, [scans, isListOpen, t, words]);
}
