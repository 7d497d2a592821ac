import { useTranslation } from 'react-i18next';
import { type ImportRow, ROW_CHOICES } from '#shared/contract/imports';
import { usePatientLine } from '../patients/patient-line';
import { problemWords } from './words';

interface Props {
  readonly row: ImportRow;
  readonly onChoose: ((choice: ImportRow['choice']) => void) | null;
}

/** A row of the file: its number, its first cells, and what it comes to. */
export function RowLine({ row, onChoose }: Props) {
  const { t } = useTranslation();
  const lineOf = usePatientLine();
  const isOpen = row.state === 'alike' || row.state === 'repeat';
  return (
    <tr className={`data-row data-row--${row.state}`}>
      <th scope="row">{row.rowNo}</th>
      <td className="data-cells">{row.cells.filter(Boolean).slice(0, 5).join(' · ')}</td>
      <td>
        <b>{t(`data.state.${row.state}`)}</b>
        {row.state === 'repeat' ? ` ${t('data.ofRow', { row: row.problems[0]?.params['row'] ?? 0 })}` : ''}
        {row.state === 'wrong' || row.state === 'warned'
          ? row.problems.map((problem) => (
              <span
                key={`${String(problem.field)} ${problem.code}`}
                className={row.state === 'wrong' ? 'data-problem' : 'data-warning'}
              >
                {problemWords(t, problem)}
              </span>
            ))
          : null}
        {row.alike.map(({ patient }) => (
          <span key={patient.id} className="data-alike">
            {[patient.firstName, patient.lastName].filter(Boolean).join(' ')}
            <span className="muted"> {lineOf(patient)}</span>
          </span>
        ))}
      </td>
      <td>
        {isOpen && onChoose ? (
          <select
            aria-label={t('data.choiceOf', { row: row.rowNo })}
            value={row.choice}
            onChange={(event) => {
              const choice = ROW_CHOICES.find((one) => one === event.target.value);
              if (choice) onChoose(choice);
            }}
          >
            {ROW_CHOICES.map((one) => (
              <option key={one} value={one}>
                {t(`data.choice.${one}`)}
              </option>
            ))}
          </select>
        ) : null}
      </td>
    </tr>
  );
}
