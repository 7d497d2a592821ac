import { useTranslation } from 'react-i18next';
import type { InputOf } from '#shared/contract/contract';
import type { PersonFields } from '#shared/contract/people';
import { ADMIN_ROLES } from '#shared/permissions/roles';
import { BothVersions } from '../clinic/both-versions';
import { valueWords } from '../clinic/value-words';
import type { RowDraft } from './use-row-draft';

type DoctorFields = InputOf<'doctors.add'>['fields'];

/** The label of each place as the form has it, `fees.in_person`. */
type Labels = Readonly<Record<string, string>>;

interface Props<T> {
  readonly draft: RowDraft<T>;
  readonly labels: Labels;
  readonly wordsOf: (place: string, value: unknown) => string;
}

function RowVersions<T>({ draft, labels, wordsOf }: Props<T>) {
  return draft.clashes.map((clash) => {
    const place = clash.path.join('.');
    return (
      <BothVersions
        key={place}
        name={labels[place] ?? place}
        by={clash.by}
        sides={{ theirs: wordsOf(place, clash.theirs), mine: wordsOf(place, clash.mine) }}
        onChoose={(side) => {
          draft.choose(clash, side);
        }}
      />
    );
  });
}

/** An account that was changed at two desks: both versions of each field that both changed. */
export function PersonVersions({ draft }: { readonly draft: RowDraft<PersonFields> }) {
  const { t } = useTranslation();
  const labels: Readonly<Record<keyof PersonFields, string>> = {
    displayName: t('people.fields.displayName'),
    username: t('people.fields.username'),
    email: t('people.fields.email'),
    role: t('people.fields.role'),
    disabled: t('people.fields.disabled'),
  };
  const wordsOf = (place: string, value: unknown) => {
    if (place === 'disabled') return t(value === true ? 'people.yes' : 'people.no');
    const role = place === 'role' ? ADMIN_ROLES.find((one) => one === value) : undefined;
    return role ? t(`session.roles.${role}`) : valueWords(t, value);
  };
  return <RowVersions draft={draft} labels={labels} wordsOf={wordsOf} />;
}

/** The same of a doctor's profile. */
export function DoctorVersions({ draft }: { readonly draft: RowDraft<DoctorFields> }) {
  const { t } = useTranslation();
  const { currency } = draft.typed.fees;
  const labels: Readonly<Record<Exclude<keyof DoctorFields, 'fees'>, string>> & Labels = {
    title: t('people.fields.title'),
    firstName: t('people.fields.firstName'),
    lastName: t('people.fields.lastName'),
    email: t('people.fields.email'),
    specialization: t('people.fields.specialization'),
    contactNumber: t('people.fields.contactNumber'),
    bio: t('people.fields.bio'),
    degree: t('people.fields.degree'),
    registrationNo: t('people.fields.registrationNo'),
    colour: t('people.fields.colour'),
    defaultMinutes: t('people.fields.defaultMinutes'),
    seesBy: t('people.fields.seesBy'),
    gridMinutes: t('people.fields.gridMinutes'),
    'fees.currency': t('people.fees.currency'),
    'fees.in_person': t('people.fees.in_person', { currency }),
    'fees.telemedicine': t('people.fees.telemedicine', { currency }),
  };
  const wordsOf = (place: string, value: unknown) => {
    if (place === 'seesBy') return t(value === 'token' ? 'people.doctor.token' : 'people.doctor.slot');
    if (place === 'gridMinutes') return t(value === 5 ? 'people.yes' : 'people.no');
    return valueWords(t, value);
  };
  return <RowVersions draft={draft} labels={labels} wordsOf={wordsOf} />;
}
