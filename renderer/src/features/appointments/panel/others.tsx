import { useTranslation } from 'react-i18next';
import { useOthersAt } from '../presence';

/** Who else is at this visit right now. */
export function Others({ visitId }: { readonly visitId: number }) {
  const { t } = useTranslation();
  const others = useOthersAt('appointment', visitId);
  return (
    <div role="status">
      {others.map(({ displayName, deskName, mode }) => (
        <p key={`${deskName} ${displayName} ${mode}`} className="others">
          {t(`move.presence.${mode}`, { name: displayName })}
        </p>
      ))}
    </div>
  );
}

/** Under a form that is being typed into: who else is changing the same visit or patient. */
export function EditedToo(props: { readonly kind: 'appointment' | 'patient'; readonly id: number }) {
  const { t } = useTranslation();
  const others = useOthersAt(props.kind, props.id).filter(({ mode }) => mode !== 'viewing');
  const names = [...new Set(others.map(({ displayName }) => displayName))];
  return (
    <div role="status">
      {names.map((name) => (
        <p key={name} className="others">
          {t(`presence.too.${props.kind}`, { name })}
        </p>
      ))}
    </div>
  );
}
