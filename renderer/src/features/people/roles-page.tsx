import { useTranslation } from 'react-i18next';
import { GRANTABLE, PERMISSIONS, ROLES, allows } from '#shared/permissions/roles';
import { PageFrame } from '../settings/page-frame';
import './people.css';

/** The map by which every call is let through or refused, as it stands in the program. */
export function RolesPage() {
  const { t } = useTranslation();
  const isGrantable = (permission: string) => GRANTABLE.some((one) => one === permission);
  return (
    <PageFrame lead={t('people.rolesLead')}>
      <table className="roles-table">
        <thead>
          <tr>
            <th scope="col">{t('people.permission')}</th>
            {ROLES.map((role) => (
              <th key={role} scope="col">
                {t(`session.roles.${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PERMISSIONS.map((permission) => (
            <tr key={permission} data-permission={permission}>
              <th scope="row">{t(`people.may.${permission}`)}</th>
              {ROLES.map((role) => {
                const may = allows([role], permission);
                const can = !may && role === 'staff' && isGrantable(permission);
                const words = may ? 'people.yes' : can ? 'people.ifGranted' : 'people.no';
                return (
                  <td key={role} data-role={role} className={may ? 'roles-yes' : 'muted'}>
                    <span aria-hidden="true">{may ? '✓' : can ? '○' : '–'}</span>
                    <span className="unseen">{t(words)}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">{t('people.rolesNote')}</p>
    </PageFrame>
  );
}
