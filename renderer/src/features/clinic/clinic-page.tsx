import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllSettings } from '#shared/contract/settings';
import type { SettingKey } from '#shared/contract/settings-values';
import { useLocale } from '../../app/clock';
import { doctorName } from '../../ui/format';
import { useDoctors } from '../appointments/doctors';
import { PageFrame } from '../settings/page-frame';
import { SaveBar } from '../settings/save-bar';
import { BothVersions } from './both-versions';
import './clinic.css';
import { type SettingsForm, useAllSettings } from './use-settings-form';
import { placeName, settingWords } from './value-words';

function useNaming() {
  const { t } = useTranslation();
  const locale = useLocale();
  const { byId } = useDoctors();
  return {
    t,
    locale,
    doctorName: (id: number) => {
      const doctor = byId.get(id);
      return doctor ? doctorName(doctor) : String(id);
    },
  };
}

/** A page that waits for what may be set; `Form` gets it whole. */
export function WithSettings({
  Form,
}: {
  readonly Form: (props: { readonly all: AllSettings }) => ReactNode;
}) {
  const all = useAllSettings();
  return all === undefined ? <PageFrame>{null}</PageFrame> : <Form all={all} />;
}

interface Props<K extends SettingKey> {
  readonly form: SettingsForm<K>;
  readonly lead?: string;
  readonly aside?: ReactNode;
  /** Asks something first; the form's own save where there is nothing to ask. */
  readonly onSave?: () => void;
  readonly children: ReactNode;
}

/** A page of the clinic's own settings: the form, both versions where another desk was faster, what would change. */
export function ClinicPage<K extends SettingKey>({ form, lead, aside, onSave, children }: Props<K>) {
  const naming = useNaming();
  const { t } = naming;
  const changed = form.differences.map(({ key, path, theirs, mine }) => {
    const [was, is] = [settingWords(naming, key, theirs), settingWords(naming, key, mine)];
    const name = placeName(naming, key, path);
    const isShort = was.length + is.length <= 44 && !/\n/.test(was + is);
    return isShort ? t('clinic.change', { name, was, is }) : name;
  });
  const [first, second, ...rest] = changed;
  const said =
    first === undefined
      ? form.clashes.length > 0
        ? t('clinic.chooseFirst')
        : null
      : [first, second, rest.length > 0 ? t('clinic.more', { count: rest.length }) : undefined]
          .filter((one) => one !== undefined)
          .join('; ');
  return (
    <PageFrame
      {...(lead === undefined ? {} : { lead })}
      aside={aside}
      foot={
        <SaveBar
          said={said}
          trouble={form.trouble}
          isSaving={form.isSaving}
          onSave={onSave ?? (() => void form.save())}
          onDiscard={form.discard}
        />
      }
    >
      {form.clashes.map((clash) => (
        <BothVersions
          key={[clash.key, ...clash.path].join('.')}
          name={placeName(naming, clash.key, clash.path)}
          by={clash.mark}
          sides={{
            theirs: settingWords(naming, clash.key, clash.theirs),
            mine: settingWords(naming, clash.key, clash.mine),
          }}
          onChoose={(side) => {
            form.choose(clash, side);
          }}
        />
      ))}
      {children}
    </PageFrame>
  );
}
