import { useTranslation } from 'react-i18next';
import { doctorShort, timeOf } from '../../../ui/format';
import { useMayWriteFor } from '../../session/session';
import { holderOf } from '../logic/clash';
import type { Column, Span } from '../logic/columns';

/** What stands in the way of a place, in words, before anything is dropped there; null for a free one. */
export function useClashWords(): (column: Column, span: Span, except: number | null) => string | null {
  const { t } = useTranslation();
  const mayWriteFor = useMayWriteFor();
  return (column, span, except) => {
    if (!mayWriteFor(column.doctor.id)) return t('move.notYours', { doctor: doctorShort(column.doctor) });
    const holder = holderOf(column, span, except);
    return holder ? t('move.taken', { name: holder.patientName, time: timeOf(holder.start) }) : null;
  };
}
