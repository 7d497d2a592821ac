import Button from '@mui/material/Button';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '#shared/contract/contract';
import type { ImportDto, ImportRow } from '#shared/contract/imports';
import { ask } from '../../api/call';
import { copyText } from '../../ui/copy-text';
import { useMay } from '../session/session';
import { RowLine } from './row-line';
import { showOnlyWrong, useImportScreen } from './store';
import { WarnedChoice } from './warned-choice';
import { problemWords } from './words';

const PAGE = 100;
const MOST_COPIED = 200;

interface Props {
  readonly seen: ImportDto;
  readonly counts: NonNullable<ImportDto['counts']>;
  readonly isBusy: boolean;
  readonly onChoose: (chosen: Pick<InputOf<'imports.choose'>, 'rows' | 'all'>) => void;
  readonly onConfirm: (confirmed: Pick<InputOf<'imports.confirm'>, 'leaveOut' | 'warned'>) => void;
}

/** Every row with what it would come to; what may be double is chosen here, and then it is confirmed. */
export function PreviewStep({ seen, counts, isBusy, onChoose, onConfirm }: Props) {
  const { t } = useTranslation();
  const onlyWrong = useImportScreen((screen) => screen.onlyWrong);
  const [leavesOut, setLeavesOut] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  const mayTake = useMay('appointment.override');
  const states: ImportRow['state'][] = onlyWrong ? ['warned', 'wrong'] : [];
  const pages = useInfiniteQuery({
    queryKey: ['imports.rows', { id: seen.id, states, version: seen.version }],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      ask('imports.rows', { id: seen.id, states, after: pageParam, limit: PAGE }, signal),
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const copyErrors = async () => {
    const wrong = await ask('imports.rows', { id: seen.id, states: ['wrong'], after: 0, limit: MOST_COPIED });
    await copyText(
      wrong.items
        .map((row) => `${String(row.rowNo)}\t${row.problems.map((one) => problemWords(t, one)).join(' ')}`)
        .join('\n'),
    );
  };
  const open = counts.alike + counts.repeat;
  const taken = counts.make + (reason === null ? 0 : counts.warned);
  return (
    <section className="settings-card" aria-label={t('data.import.preview')}>
      <h2>{t('data.import.preview')}</h2>
      <p role="status" className="data-counts">
        {t('data.import.counts', { ...counts })}
      </p>
      <div className="buttons">
        <label>
          <input
            type="checkbox"
            checked={onlyWrong}
            onChange={(event) => {
              showOnlyWrong(event.target.checked);
            }}
          />
          {t('data.import.onlyWrong')}
        </label>
        {counts.wrong > 0 ? (
          <Button variant="outlined" onClick={() => void copyErrors()}>
            {t('data.import.copyErrors')}
          </Button>
        ) : null}
        {open > 0 ? (
          <>
            <Button
              variant="outlined"
              disabled={isBusy}
              onClick={() => {
                onChoose({ rows: null, all: 'skip' });
              }}
            >
              {t('data.import.skipAll')}
            </Button>
            <Button
              variant="outlined"
              disabled={isBusy}
              onClick={() => {
                onChoose({ rows: null, all: 'make' });
              }}
            >
              {t('data.import.makeAll')}
            </Button>
          </>
        ) : null}
      </div>
      <div className="data-rows">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('data.import.row')}</th>
              <th scope="col">{t('data.import.cells')}</th>
              <th scope="col">{t('data.import.comesTo')}</th>
              <th scope="col">{t('data.import.choice')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <RowLine
                key={row.rowNo}
                row={row}
                onChoose={
                  isBusy
                    ? null
                    : (choice) => {
                        onChoose({ rows: [{ rowNo: row.rowNo, choice, patientId: null }], all: null });
                      }
                }
              />
            ))}
          </tbody>
        </table>
        {pages.hasNextPage ? (
          <Button onClick={() => void pages.fetchNextPage()}>{t('data.import.more')}</Button>
        ) : null}
      </div>
      {counts.wrong > 0 ? (
        <label>
          <input
            type="checkbox"
            checked={leavesOut}
            onChange={(event) => {
              setLeavesOut(event.target.checked);
            }}
          />
          {t('data.import.leaveOut', { count: counts.wrong })}
        </label>
      ) : null}
      {counts.warned > 0 ? (
        <WarnedChoice count={counts.warned} mayTake={mayTake} reason={reason} onChange={setReason} />
      ) : null}
      <div className="buttons">
        <Button
          variant="contained"
          disabled={isBusy || taken === 0 || (counts.wrong > 0 && !leavesOut) || reason?.trim() === ''}
          onClick={() => {
            onConfirm({ leaveOut: counts.wrong, warned: reason === null ? null : { reason } });
          }}
        >
          {t(`data.import.confirm.${seen.kind}`, { count: taken })}
        </Button>
        <span className="muted">{t('data.import.nothingYet')}</span>
      </div>
    </section>
  );
}
