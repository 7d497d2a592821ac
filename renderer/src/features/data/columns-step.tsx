import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  DELIMITERS,
  ENCODINGS,
  type ImportDto,
  type Reading,
  type WantedReading,
} from '#shared/contract/imports';
import { IMPORT_FIELDS, type ImportField } from '#shared/domain/importing/fields';
import { DATE_ORDERS } from '#shared/domain/importing/read-cells';
import { fieldWords } from './words';

interface Props {
  readonly seen: ImportDto;
  readonly reading: Reading;
  readonly onRead: (reading: WantedReading) => void;
}

const DELIMITER_NAMES = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

/** How the file was read, and what each column holds; all of it can be changed. */
export function ColumnsStep({ seen, reading, onRead }: Props) {
  const { t } = useTranslation();
  const [columns, setColumns] = useState(reading.columns);
  const isChanged = columns.some((field, at) => field !== reading.columns[at]);
  const choose = (at: number, field: ImportField | null) => {
    // A field has one column: the one chosen last.
    setColumns(columns.map((one, index) => (index === at ? field : one === field ? null : one)));
  };
  return (
    <section className="settings-card" aria-label={t('data.import.columns')}>
      <h2>{t('data.import.columns')}</h2>
      <div className="data-reading">
        <label>
          {t('data.import.encoding')}
          <select
            value={reading.encoding}
            onChange={(event) => {
              const encoding = ENCODINGS.find((one) => one === event.target.value);
              if (encoding) onRead({ ...reading, encoding, columns: [] });
            }}
          >
            {ENCODINGS.map((one) => (
              <option key={one} value={one}>
                {one.toUpperCase()}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('data.import.delimiter')}
          <select
            value={reading.delimiter}
            onChange={(event) => {
              const delimiter = DELIMITERS.find((one) => one === event.target.value);
              if (delimiter !== undefined) onRead({ ...reading, delimiter, columns: [] });
            }}
          >
            {DELIMITERS.map((one) => (
              <option key={one} value={one}>
                {t(`data.delimiter.${DELIMITER_NAMES[one]}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('data.import.dateOrder')}
          <select
            value={reading.dateOrder}
            onChange={(event) => {
              const dateOrder = DATE_ORDERS.find((one) => one === event.target.value);
              if (dateOrder) onRead({ ...reading, dateOrder, columns });
            }}
          >
            {DATE_ORDERS.map((one) => (
              <option key={one} value={one}>
                {t(`data.dateOrder.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="data-columns">
        {seen.columns.map(({ heading, samples }, at) => (
          <label key={heading}>
            <b>{heading === '' ? t('data.import.noHeading', { number: at + 1 }) : heading}</b>
            <span className="muted">{samples.filter(Boolean).join(' · ')}</span>
            <select
              value={columns[at] ?? ''}
              onChange={(event) => {
                choose(at, IMPORT_FIELDS[seen.kind].find((one) => one === event.target.value) ?? null);
              }}
            >
              <option value="">{t('data.import.leaveColumn')}</option>
              {IMPORT_FIELDS[seen.kind].map((field) => (
                <option key={field} value={field}>
                  {fieldWords(t, field)}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      {isChanged ? (
        <div className="buttons">
          <Button
            variant="contained"
            onClick={() => {
              onRead({ ...reading, columns });
            }}
          >
            {t('data.import.readAgain')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
