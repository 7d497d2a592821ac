import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract';
import { letThrough } from '#electron/ipc/gate';
import { GRANTABLE, PERMISSIONS, ROLES, type Role, allows, permissionsOf } from '#shared/permissions/roles';
import { DeskId, PersonKey } from '#shared/values/ids';

function callerOf(role: Role) {
  return {
    windowId: 'w1',
    deskId: DeskId.parse('5f0c1d0e-6a55-4a57-9d4e-0f3d8f5a7c11'),
    session: {
      person: PersonKey.parse('admin:1'),
      displayName: role,
      roles: [role],
      permissions: permissionsOf([role]),
      adminId: null,
      doctorId: null,
      locked: false,
      mustChangePassword: false,
    },
  };
}

describe('table, map and enforcement are one', () => {
  it.each(ROLES)('%s: the gate of every call answers as the map', (role) => {
    for (const { permission } of Object.values(contract)) {
      if (permission === 'anyone' || permission === 'signed_in') continue;
      const may = () => letThrough(callerOf(role), permission);
      if (allows([role], permission)) expect(may()).toMatchObject({ key: 'admin:1' });
      else expect(may).toThrow('FORBIDDEN');
    }
  });

  it('each permission has its words in every language: no row of the table is empty', () => {
    for (const language of ['en', 'hi']) {
      const texts: unknown = JSON.parse(readFileSync(`shared/texts/${language}.json`, 'utf8'));
      for (const permission of PERMISSIONS) {
        const words = ['people', 'may', ...permission.split('.')].reduce<unknown>(
          (at, key) => Reflect.get(Object(at), key),
          texts,
        );
        expect([language, permission, typeof words]).toEqual([language, permission, 'string']);
      }
    }
  });

  it('only staff gain by a grant, and nobody may be granted what makes an administrator', () => {
    for (const role of ROLES) {
      const gained = permissionsOf([role], GRANTABLE).length - permissionsOf([role]).length;
      expect([role, gained > 0]).toEqual([role, role === 'staff']);
    }
    expect(GRANTABLE).not.toContain('people.manage');
  });
});
