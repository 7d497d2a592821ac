import type { ClinicSettings } from '#shared/contract/settings';
import { type MessageKind, messageLanguage, renderMessage } from '#shared/domain/message-template';
import { messageWhen } from '#shared/domain/message-when';
import { ruleBroken } from '#shared/errors/app-error';
import type { ClinicDateTime } from '#shared/values/wall-clock';

export interface Occasion {
  readonly kind: MessageKind;
  readonly patient: string;
  /** `hi`; null when it is not known. */
  readonly patientLanguage: string | null;
  readonly doctor: string;
  readonly start: ClinicDateTime;
  /** Where a visit by video takes place: the message's last line. */
  readonly link: string | null;
}

export interface Worded {
  readonly language: string;
  readonly text: string;
}

/** The clinic's template for the occasion in the patient's language, filled. @throws Refusal when it is broken */
export function wordMessage(occasion: Occasion, settings: ClinicSettings): Worded {
  const { kind } = occasion;
  const written = Object.entries(settings.messageTemplates).filter(([, words]) => words[kind] !== undefined);
  const language = messageLanguage(
    written.map(([tag]) => tag),
    occasion.patientLanguage,
    settings.locale,
  );
  const template = written.find(([tag]) => tag === language)?.[1][kind] ?? '';
  const { date, time } = messageWhen(occasion.start, language ?? 'en', settings.country);
  const message = renderMessage(template, {
    patient: occasion.patient,
    doctor: occasion.doctor,
    date,
    time,
    clinic: settings.clinicName,
  });
  if (!('problem' in message)) {
    const text = occasion.link === null ? message.text : `${message.text}\n${occasion.link}`;
    return { language: language ?? 'en', text };
  }
  const { problem, ...params } = message;
  throw ruleBroken(problem, { ...params, kind, language: language ?? '' });
}
