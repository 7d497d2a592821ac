import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrescriptionDto, PrescriptionPage } from '#shared/contract/consultation';
import { pharmacyInWords } from '#shared/domain/prescribing/pharmacies';
import type { PatientId } from '#shared/values/ids';
import { useClinicZone, useLocale } from '../../app/clock';
import { Kbd } from '../../ui/kbd';
import { ReasonForm } from '../../ui/reason-form';
import { AttachmentList } from './attachment-list';
import { ROOM_KEY } from './keys';
import { PrintedSections } from './printed-sections';
import { clinicDayOf, clinicTimeOf, longDay, plainDay } from '../../ui/format';

/** A page that is fixed, as it reads. */
export function PageText({ page }: { readonly page: PrescriptionPage }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const parts = [
    ['complaint', page.complaint],
    ['diagnosis', page.diagnosis],
    ['tests', page.tests],
    ['advice', page.advice],
    ['review', page.reviewOn && longDay(page.reviewOn, locale)],
    ['tags', page.tags.length === 0 ? null : page.tags.join(', ')],
  ] as const;
  const text = (names: readonly string[]) =>
    parts
      .filter(([name, value]) => names.includes(name) && value !== null)
      .map(([name, value]) => (
        <section className="card" key={name}>
          <h2>{t(`room.${name}`)}</h2>
          <p className="written">{value}</p>
        </section>
      ));
  return (
    <>
      {text(['complaint', 'diagnosis'])}
      {page.medicines.length > 0 ? (
        <section className="card">
          <h2>{t('room.medicines')}</h2>
          <ol className="written-medicines">
            {page.medicines.map((line, index) => (
              <li key={index}>
                <b>{line.name}</b> {line.brand}
                <span>
                  {[line.dosage, line.frequency, line.days && t('room.days', { count: line.days })]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                <span>{line.instructions}</span>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      {text(['tests', 'advice', 'review', 'tags'])}
    </>
  );
}

interface Props {
  readonly prescription: PrescriptionDto;
  readonly patientId: PatientId;
  readonly mayWrite: boolean;
  readonly onPrint: () => void;
  readonly onAmend: () => void;
  readonly onVoid: (reason: string) => void;
}

/** What was signed: read, replaced by a new version, or voided with a reason; never changed. */
export function SignedPage({ prescription, patientId, mayWrite, onPrint, onAmend, onVoid }: Props) {
  const { t } = useTranslation();
  const zone = useClinicZone();
  const locale = useLocale();
  const [isVoiding, setVoiding] = useState(false);
  const { signedAt, signedBy, state, voidReason, voidedBy, page, pharmacies, attachments } = prescription;
  return (
    <>
      <div className="signed" role="status">
        <p>
          {signedAt
            ? t('room.signedBy', {
                name: signedBy ?? '',
                day: plainDay(clinicDayOf(signedAt, zone), locale),
                time: clinicTimeOf(signedAt, zone),
              })
            : null}
        </p>
        {state === 'voided' ? (
          <p className="voided">{t('room.voidedBy', { name: voidedBy ?? '', reason: voidReason ?? '' })}</p>
        ) : null}
        <div className="buttons">
          <Button variant="outlined" onClick={onPrint}>
            {t('room.print')}
            <Kbd k={ROOM_KEY.print} />
          </Button>
          {mayWrite && state === 'signed' ? (
            <Button variant="outlined" onClick={onAmend}>
              {t('room.amend')}
            </Button>
          ) : null}
          {mayWrite && state === 'signed' && !isVoiding ? (
            <Button
              onClick={() => {
                setVoiding(true);
              }}
            >
              {t('room.void')}
            </Button>
          ) : null}
          {mayWrite && prescription.doctorId !== null ? (
            <PrintedSections doctorId={prescription.doctorId} />
          ) : null}
        </div>
        {isVoiding && state === 'signed' ? (
          <ReasonForm
            label={t('room.voidWhy')}
            action={t('room.voidNow')}
            isFinal
            onReason={onVoid}
            back={{
              label: t('room.cancel'),
              onBack: () => {
                setVoiding(false);
              },
            }}
          />
        ) : null}
      </div>
      <PageText page={page} />
      {pharmacies.length === 0 ? null : (
        <section className="card">
          <h2>{t('room.pharmacies')}</h2>
          <p className="written">{pharmacies.map((one) => pharmacyInWords(one, locale)).join('\n')}</p>
        </section>
      )}
      {attachments.length === 0 ? null : (
        <section className="card attachments">
          <h2>{t('room.attached.title')}</h2>
          <AttachmentList patientId={patientId} attachments={attachments} onRemove={null} />
        </section>
      )}
    </>
  );
}
