import { Refusal, ruleBroken } from '#shared/errors/app-error';
import type { SessionDto } from '#shared/contract/session';
import { permissionsOf } from '#shared/permissions/roles';
import { AdminId, DoctorId, PersonKey } from '#shared/values/ids';
import type { SignedIn } from '#electron/ipc/sessions';
import type { Database, ReadTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { type Strength, WEAKEST, strengthOf } from '#electron/platform/password-strength';
import { hashPassword, passwordFits } from '#electron/platform/passwords';
import {
  type Account,
  accountById,
  clearFailures,
  countFailure,
  findAccount,
  lockedFor,
  namesOf,
  savePassword,
  stampSignIn,
} from './repository';

/** Five wrong passwords lock an account for a while on every desk (design section 7). */
const FAILURES = 5;
const LOCK_MINUTES = 15;
/** NIST SP 800-63B: at least eight characters, no rules of composition. */
const SHORTEST_PASSWORD = 8;

function refused(reason: 'wrong_password' | 'disabled' | 'code_expired'): Refusal {
  return new Refusal({ code: 'UNAUTHENTICATED', reason, retryAfter: null });
}

function personKey(account: Account): PersonKey {
  return PersonKey.parse(
    account.adminId === null ? `doctor:${String(account.doctorId)}` : `admin:${String(account.adminId)}`,
  );
}

function signedInAs(account: Account): SignedIn {
  const adminId = account.adminId === null ? null : AdminId.parse(account.adminId);
  const doctorId = account.doctorId === null ? null : DoctorId.parse(account.doctorId);
  return {
    session: {
      person: personKey(account),
      displayName: account.displayName,
      roles: [...account.roles],
      permissions: permissionsOf(account.roles, account.grants),
      adminId,
      doctorId,
      locked: false,
      mustChangePassword: account.mustChangePassword,
    },
    mark: {
      adminId,
      doctorId,
      adminEpoch: account.adminEpoch,
      doctorEpoch: account.doctorEpoch,
      passwordHash: account.passwordHash,
    },
  };
}

export class SessionService {
  readonly #db: Database;
  readonly #deskId: string;
  /** One password at a time for each name: guesses sent side by side must not outrun the count. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(db: Database, deskId: string) {
    this.#db = db;
    this.#deskId = deskId;
  }

  /** Checks a name and password; the audit tells of both outcomes. */
  async signIn(name: string, password: string): Promise<SignedIn> {
    return signedInAs(await this.#checked(name, password, 'session.signIn'));
  }

  /** The same person's password again, after the idle lock. */
  async unlock(session: SessionDto, password: string): Promise<SignedIn> {
    return signedInAs(await this.#confirm(session, password, 'session.unlock'));
  }

  /**
   * The session as the account now stands; null for whoever has to sign in again: the account is off or gone,
   * is another person's by now, or has another password than the one that opened the session.
   */
  async renewed({ session, mark }: SignedIn): Promise<SignedIn | null> {
    const account = await this.#db.read((tx) => accountById(tx, session.adminId, session.doctorId));
    if (!account || account.disabled || account.codeExpired) return null;
    if (personKey(account) !== session.person || account.passwordHash !== mark.passwordHash) return null;
    return signedInAs(account);
  }

  async #confirm(session: SessionDto, password: string, action: string): Promise<Account> {
    return this.#checked(await this.#nameOf(session), password, action);
  }

  async changePassword(session: SessionDto, current: string, next: string): Promise<SignedIn> {
    const account = await this.#confirm(session, current, 'session.changePassword');
    if (Array.from(next).length < SHORTEST_PASSWORD) {
      throw ruleBroken('password_too_short', { min: SHORTEST_PASSWORD });
    }
    if (next === current) throw ruleBroken('same_password');
    const { accepted } = await this.#db.read((tx) => this.strength(tx, session, next));
    if (!accepted) throw ruleBroken('password_weak');
    const hash = await hashPassword(next);
    const saved = await this.#db.write(async (tx) => {
      await savePassword(tx, account, hash);
      // The code is used and the row has another version: whoever has the list open asks again.
      await writeFeed(tx, { area: 'people', entityId: null });
      return accountById(tx, account.adminId, account.doctorId);
    });
    if (!saved) throw refused('disabled');
    return signedInAs(saved);
  }

  /** How hard the password is to guess for whoever knows the person's names. */
  async strength(
    tx: ReadTx,
    session: SessionDto,
    password: string,
  ): Promise<{ score: Strength; accepted: boolean }> {
    const names = await namesOf(tx, session.adminId, session.doctorId);
    const score = strengthOf(password, [...names, ...session.displayName.split(' ')]);
    return { score, accepted: score >= WEAKEST && Array.from(password).length >= SHORTEST_PASSWORD };
  }

  async #nameOf(session: SessionDto): Promise<string> {
    const [name] = await this.#db.read((tx) => namesOf(tx, session.adminId, session.doctorId));
    if (name === undefined) throw refused('disabled');
    return name;
  }

  #checked(name: string, password: string, action: string): Promise<Account> {
    const key = name.toLowerCase();
    const turn = (this.#turns.get(key) ?? Promise.resolve()).then(
      () => this.#check(name, password, action),
      () => this.#check(name, password, action),
    );
    this.#turns.set(key, turn);
    const forget = () => {
      if (this.#turns.get(key) === turn) this.#turns.delete(key);
    };
    turn.then(forget, forget);
    return turn;
  }

  async #check(name: string, password: string, action: string): Promise<Account> {
    const account = await this.#db.read((tx) => findAccount(tx, name));
    // One count a person, whichever of the person's names was typed.
    const counted = account ? personKey(account) : name.toLowerCase();
    await this.#refuseLocked(counted);
    if (!(await passwordFits(account?.passwordHash ?? null, password)) || !account) {
      await this.#failed(counted, account, action);
      await this.#refuseLocked(counted);
      throw refused('wrong_password');
    }
    if (account.disabled) throw refused('disabled');
    if (account.codeExpired) throw refused('code_expired');
    await this.#db.write(async (tx) => {
      // Another desk's wrong guesses may have locked the account while this password was compared.
      const seconds = await lockedFor(tx, counted);
      if (seconds > 0) throw lockedOut(seconds);
      await clearFailures(tx, counted);
      await stampSignIn(tx, account);
      await writeAudit(tx, this.#entry(personKey(account), action, 'done'));
    });
    return account;
  }

  async #refuseLocked(counted: string): Promise<void> {
    const seconds = await this.#db.read((tx) => lockedFor(tx, counted));
    if (seconds > 0) throw lockedOut(seconds);
  }

  async #failed(counted: string, account: Account | null, action: string): Promise<void> {
    await this.#db.write(async (tx) => {
      await countFailure(tx, counted, FAILURES, LOCK_MINUTES);
      if (account) await writeFeed(tx, { area: 'people', entityId: null });
      await writeAudit(tx, this.#entry(account ? personKey(account) : 'nobody', action, 'refused'));
    });
  }

  #entry(actor: PersonKey | 'nobody', action: string, outcome: 'done' | 'refused') {
    const nothing = {
      entity: null,
      entityId: null,
      patientId: null,
      reason: null,
      before: null,
      after: null,
    };
    return { actor, deskId: this.#deskId, action, outcome, ...nothing };
  }
}

function lockedOut(seconds: number): Refusal {
  return new Refusal({ code: 'UNAUTHENTICATED', reason: 'locked_out', retryAfter: seconds });
}
