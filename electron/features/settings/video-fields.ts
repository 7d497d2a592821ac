import type { SettingValues } from '#shared/contract/settings-values';
import { videoLink } from '#shared/domain/video-link';
import { type FieldIssue, Refusal } from '#shared/errors/app-error';

/** Stands for a visit's own token while a template is tried. */
const SOME_TOKEN = 'Q2h5bmdhYmxlVG9rZW4x00';

/** Refuses, at its field, a template that would give a link which nobody can be sent. */
export function checkVideoLinks(links: SettingValues['videoLinks'] | undefined): void {
  if (links === undefined) return;
  const tried = [
    ...(links.clinic === null ? [] : [{ path: 'clinic', template: links.clinic, owner: 'clinic' as const }]),
    ...Object.entries(links.doctors).map(([id, template]) => ({
      path: `doctors.${id}`,
      template,
      owner: 'doctor' as const,
    })),
  ];
  const issues = tried
    .filter(({ template, owner }) => videoLink(template, SOME_TOKEN, owner, (text) => new URL(text)) === null)
    .map(({ path }): FieldIssue => ({ path: `values.videoLinks.${path}`, code: 'not_a_link', params: {} }));
  if (issues.length > 0) throw new Refusal({ code: 'VALIDATION', issues });
}
