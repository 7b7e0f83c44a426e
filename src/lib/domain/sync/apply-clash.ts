import { withLaterParts } from '../outreach/meeting-parts';
import { meetingField, withMeetingField } from '../outreach/merge-meeting';
import { settingField, withSettingField } from '../roadmap/merge-setting';
import { stepField, withStepField } from '../roadmap/merge-step';
import { settleClash } from '../shared/settle-clash';
import { storyWith } from '../mentoring/merge-story';
import type { ClashSettle } from './clash-commands';
import { isOfLife, lifeField, withLifeField } from './clash-of-life';
import type { OutboxItem } from './outbox';
import type { Change, ClashRecord, MeetingRecord, ReadRecord, StepRecord } from './records';

/** What an unsent choice between two values makes of the records; see `applyCommand`. */
export function applyClash(item: OutboxItem, read: ReadRecord): Change[] {
  const { clashId, choose, seen } = item.envelope.payload as ClashSettle;
  const clash = read('clash', clashId);
  if (!clash) return [];
  const gone: Change = { entity: 'clash', id: clashId, data: null };
  const standing = standingOf(clash, read);
  const now = { standing, other: clash.value };
  const { value, settled } = settleClash(now, choose, { standing: seen.standing, other: seen.other });
  if (!settled) return [];
  return value === standing ? [gone] : [gone, ...withField(clash, value, read)];
}

/**
 * What stands in the field a clash is about; undefined where the thing is not on this device.
 *
 * @example
 * standingOf(clash, read) // 'They have a map.'
 */
export function standingOf({ of, entityId, field }: ClashRecord, read: ReadRecord): unknown {
  const [name, id = '', part = ''] = field.split('.');
  if (of === 'meeting' && name === 'followUps') {
    const promise = read('follow-up', id);
    return promise && fieldOf({ promisedBy: 'owner', ...promise }, part);
  }
  if (of === 'meeting') {
    const meeting = read('meeting', entityId);
    return meeting && meetingField(withLaterParts(meeting), field);
  }
  if (of === 'planned-meeting') return meetingField(read('planned-meeting', entityId) ?? {}, field);
  if (of === 'step') {
    const step = read('step', entityId);
    return step && stepField(step, field);
  }
  if (of === 'profile') return fieldOf(read('profile', entityId), field);
  if (of === 'setting') {
    const setting = read('setting', entityId);
    return setting && settingField(setting, field);
  }
  if (of === 'story') return fieldOf(read('story', entityId), field);
  if (isOfLife(of)) return lifeField({ of, entityId }, field, read);
  return of === 'contact' ? fieldOf(read('contact', entityId), field) : undefined;
}

const fieldOf = (record: object | undefined, field: string): unknown =>
  (record as Record<string, unknown> | undefined)?.[field];

function withField({ of, entityId, field }: ClashRecord, value: unknown, read: ReadRecord): Change[] {
  const [name, id = '', part = ''] = field.split('.');
  if (of === 'meeting' && name === 'followUps') {
    const promise = read('follow-up', id);
    return promise ? [{ entity: 'follow-up', id, data: { ...promise, [part]: value } }] : [];
  }
  if (isOfLife(of)) {
    const pairing = withLifeField({ of, entityId }, field, value, read);
    return pairing ? [{ entity: 'pairing', id: pairing.id, data: pairing }] : [];
  }
  if (of === 'story') {
    const story = read('story', entityId);
    return story ? [{ entity: of, id: entityId, data: storyWith(story, field, value) }] : [];
  }
  if (of === 'setting') {
    const setting = read('setting', entityId);
    return setting ? [{ entity: of, id: entityId, data: withSettingField(setting, field, value) }] : [];
  }
  const known = read(of as 'meeting' | 'planned-meeting' | 'step' | 'contact' | 'profile', entityId);
  if (!known) return [];
  if (of === 'meeting')
    return [{ entity: of, id: entityId, data: withMeetingField(withLaterParts(known as MeetingRecord), field, value) }];
  if (of === 'step') return [{ entity: of, id: entityId, data: withStepField(known as StepRecord, field, value) }];
  return [{ entity: of, id: entityId, data: withMeetingField(known, field, value) } as Change];
}
