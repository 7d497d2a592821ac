import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { AllSettings } from '#shared/contract/settings';
import { type SettingKey, SettingValues } from '#shared/contract/settings-values';
import type { AppError, FieldIssue } from '#shared/errors/app-error';
import { fieldIssues } from '#shared/errors/from-zod';
import { change } from '../../api/call';
import { callOptions, useCallQuery } from '../../api/queries';
import { errorWords, fieldWords } from '../../ui/error-words';
import { notify } from '../../ui/notice';
import { chosen, type Clash, differences, type Draft, isSame, rebased, savedFrom } from './merge';

/** What stands in the fields: what may be typed, not yet what may be saved. */
export type FormValues = z.input<typeof SettingValues>;

export interface SettingClash extends Clash {
  readonly key: SettingKey;
  readonly mark: AllSettings['marks'][SettingKey];
}

/** One place of a setting that would change. */
export interface Difference extends Clash {
  readonly key: SettingKey;
}

export interface SettingsForm<K extends SettingKey> {
  value<N extends K>(key: N): FormValues[N];
  /** What stands there now, whatever is typed. */
  saved<N extends K>(key: N): FormValues[N];
  set<N extends K>(key: N, value: FormValues[N]): void;
  /** The sentence of what is wrong at a place, `address` or `messageTemplates.en.booked`. */
  issueAt(path: string): string | undefined;
  readonly differences: readonly Difference[];
  readonly clashes: readonly SettingClash[];
  choose(clash: SettingClash, side: 'mine' | 'theirs'): void;
  readonly trouble: string | null;
  readonly isSaving: boolean;
  readonly save: () => Promise<void>;
  readonly discard: () => void;
}

type Drafts = { readonly [Key in SettingKey]?: Draft };

interface Standing {
  readonly drafts: Drafts;
  readonly clashes: readonly SettingClash[];
}

/** The drafts brought onto what stands there now; those that change nothing are left out. */
function standing(drafts: Drafts, keys: readonly SettingKey[], { values, marks }: AllSettings): Standing {
  const now: Partial<Record<SettingKey, Draft>> = {};
  const clashes: SettingClash[] = [];
  for (const key of keys) {
    const draft = drafts[key];
    if (draft === undefined) continue;
    const fresh = rebased(draft, values[key], marks[key].version);
    clashes.push(...fresh.clashes.map((clash) => ({ ...clash, key, mark: marks[key] })));
    if (!isSame(fresh.draft.value, values[key]) || fresh.clashes.length > 0) now[key] = fresh.draft;
  }
  return { drafts: now, clashes };
}

function afterSave(typed: Drafts, sent: Drafts): Drafts {
  const now: Partial<Record<SettingKey, Draft>> = { ...typed };
  for (const [key, { value }] of Object.entries(sent)) {
    // Own keys of a record by setting.
    const name = key as SettingKey;
    const draft = typed[name];
    if (draft) now[name] = savedFrom(draft, value);
  }
  return now;
}

function issuesOf(drafts: Drafts): FieldIssue[] {
  return Object.entries(drafts).flatMap(([key, draft]) => {
    // Own keys of a record by setting.
    const parsed = SettingValues.shape[key as SettingKey].safeParse(draft.value);
    if (parsed.success) return [];
    return fieldIssues(parsed.error).map((issue) => ({
      ...issue,
      path: [key, issue.path].filter(Boolean).join('.'),
    }));
  });
}

/** Some settings under one save: what was typed, what it was made from, and what another desk says meanwhile. */
export function useSettingsForm<K extends SettingKey>(keys: readonly K[], all: AllSettings): SettingsForm<K> {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [typed, setTyped] = useState<Drafts>({});
  const [error, setError] = useState<AppError | null>(null);
  const [isSaving, setSaving] = useState(false);
  const zone = all.values.timeZone;

  const { drafts, clashes } = standing(typed, keys, all);
  const refused = error?.code === 'VALIDATION' ? error.issues : [];
  const issues = [
    ...issuesOf(drafts),
    ...refused.map((issue) => ({ ...issue, path: issue.path.replace(/^values\./, '') })),
  ];

  const save = async () => {
    const sent = drafts;
    const changed = keys.filter((key) => sent[key] !== undefined);
    if (changed.length === 0 || clashes.length > 0 || issuesOf(drafts).length > 0) return;
    setSaving(true);
    setError(null);
    const answer = await change('settings.save', {
      // Each value has just been parsed by its own key's schema.
      values: Object.fromEntries(changed.map((key) => [key, sent[key]?.value])),
      versions: Object.fromEntries(changed.map((key) => [key, sent[key]?.version ?? 1])),
    });
    // A draft that was saved falls away with the values that come now; what was typed meanwhile stays.
    if (answer.ok) setTyped((before) => afterSave(before, sent));
    await client.invalidateQueries({ queryKey: callOptions('settings.all', {}).queryKey });
    setSaving(false);
    if (answer.ok) {
      notify(t('clinic.saved', { what: changed.map((key) => t(`clinic.keys.${key}`)).join(', ') }), 'undo');
    } else if (answer.error.code !== 'CONFLICT') {
      setError(answer.error);
    }
  };

  return {
    // A draft of a key is that key's value as its field gave it.
    value: (key) => (drafts[key] ?? { value: all.values[key] }).value as FormValues[typeof key],
    saved: (key) => all.values[key],
    set: (key, value) => {
      setError(null);
      setTyped((before) => {
        const { version, base } = standing(before, keys, all).drafts[key] ?? {
          version: all.marks[key].version,
          base: all.values[key],
        };
        return { ...before, [key]: { version, base, value } };
      });
    },
    issueAt: (path) => {
      const issue = issues.find((one) => one.path === path);
      return issue && fieldWords(t, issue.code, issue.params);
    },
    differences: keys.flatMap((key) =>
      drafts[key] === undefined
        ? []
        : differences(all.values[key], drafts[key].value).map((difference) => ({ ...difference, key })),
    ),
    clashes,
    choose: (clash, side) => {
      setTyped((before) => {
        const draft = before[clash.key];
        return draft === undefined ? before : { ...before, [clash.key]: chosen(draft, clash, side) };
      });
    },
    trouble:
      clashes.length > 0
        ? t('clinic.chooseFirst')
        : issues.length > 0
          ? t('error.checkFields')
          : error === null
            ? null
            : errorWords(t, error, zone),
    isSaving,
    save,
    discard: () => {
      setTyped({});
      setError(null);
    },
  };
}

/** Everything that may be set, while it is there. */
export function useAllSettings(): AllSettings | undefined {
  return useCallQuery('settings.all', {}).data;
}
