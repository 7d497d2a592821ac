import { createHash } from 'node:crypto';
import { invalid } from '#shared/errors/app-error';
import type { PersonKey, RequestId } from '#shared/values/ids';
import { duplicateKey } from '#electron/mysql/errors';
import { LateRefusal, type ReadTx, type WriteTx } from '#electron/mysql/transactions';
import { type AccountMark, MARK_HOLDS, StaleSession, markParams } from './account-mark';

export interface ClientRequest {
  readonly id: RequestId;
  readonly actor: PersonKey;
  readonly name: string;
  readonly inputHash: string;
}

/** SHA-256 over the parsed input as JSON: key order is the schema's, so equal inputs hash alike. */
export function hashInput(input: unknown): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('hex');
}

/** The request was seen before: its stored answer is the answer (design section 2). */
export class Repeated extends Error {
  readonly answer: unknown;
  constructor(answer: unknown) {
    super('request seen before');
    this.name = 'Repeated';
    this.answer = answer;
  }
}

interface StoredRow {
  readonly actor: string;
  readonly name: string;
  readonly input_hash: string;
  readonly answer: unknown;
}

async function storedAnswer(tx: ReadTx, request: ClientRequest): Promise<Repeated | null> {
  const [row] = await tx.select<StoredRow>(
    'SELECT actor, name, input_hash, answer FROM client_requests WHERE id = ?',
    [request.id],
  );
  if (!row) return null;
  const same =
    row.actor === request.actor && row.name === request.name && row.input_hash === request.inputHash;
  if (!same) throw invalid('requestId', 'request_reused');
  return new Repeated(typeof row.answer === 'string' ? JSON.parse(row.answer) : row.answer);
}

/**
 * Claims the request id inside the change's transaction, and in the same statement sees that the person's
 * account is as the session knows it. A twin in flight waits here for the first one's commit; both then give
 * the first one's answer.
 * @throws StaleSession
 */
export async function claimRequest(tx: WriteTx, request: ClientRequest, mark: AccountMark): Promise<void> {
  try {
    const claimed = await tx.run(
      `INSERT INTO client_requests (id, actor, name, input_hash) SELECT ?, ?, ?, ? FROM DUAL WHERE ${MARK_HOLDS}`,
      [request.id, request.actor, request.name, request.inputHash, ...markParams(mark)],
    );
    if (claimed.affectedRows === 0) throw new StaleSession();
  } catch (error) {
    if (duplicateKey(error) === null) throw error;
    throw new LateRefusal(async (later) => {
      const repeated = await storedAnswer(later, request);
      if (repeated) throw repeated;
      return null;
    });
  }
}

export async function storeAnswer(tx: WriteTx, request: ClientRequest, answer: unknown): Promise<void> {
  await tx.run('UPDATE client_requests SET answer = ? WHERE id = ?', [JSON.stringify(answer), request.id]);
}
