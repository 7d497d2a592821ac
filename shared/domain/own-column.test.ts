import { describe, expect, it } from 'vitest';
import { mayWriteColumn, onlyColumn } from './own-column';

describe('whose visits a person changes', () => {
  it('reception changes every doctor’s, a doctor only their own', () => {
    expect(mayWriteColumn({ roles: ['staff'], doctorId: null }, 7)).toBe(true);
    expect(mayWriteColumn({ roles: ['superadmin', 'doctor'], doctorId: 3 }, 7)).toBe(true);
    expect(mayWriteColumn({ roles: ['doctor'], doctorId: 7 }, 7)).toBe(true);
    expect(mayWriteColumn({ roles: ['doctor'], doctorId: 3 }, 7)).toBe(false);
    expect(mayWriteColumn({ roles: ['viewer', 'doctor'], doctorId: 3 }, 7)).toBe(false);
  });

  it('who is nothing but a doctor is concerned with their own only', () => {
    expect(onlyColumn({ roles: ['doctor'], doctorId: 3 })).toBe(3);
    expect(onlyColumn({ roles: ['doctor', 'staff'], doctorId: 3 })).toBeNull();
    expect(onlyColumn({ roles: ['viewer'], doctorId: null })).toBeNull();
  });
});
