import { authorize } from '$lib/domain/identity/permissions';
import { settingField, withSettingField } from '$lib/domain/roadmap/merge-setting';
import { ok } from '$lib/domain/shared/result';
import type { ClashTarget } from '../sync/clash-target';
import { settingsOf, writeSetting } from './repository';

/** Where two officers chose different targets. */
export const settingClashes: ClashTarget = {
  entity: 'setting',
  visible: (sight, { municipalityId }) => municipalityId !== null && sight.own.includes(municipalityId),
  authorize: (actor, { networkId, municipalityId }) => authorize(actor, 'roadmap:edit', { networkId, municipalityId }),
  room: () => null,
  async read({ tx }, { entityId, field }) {
    const [setting] = await settingsOf(tx, [entityId]);
    return setting && settingField(setting, field);
  },
  async write(_app, context, { entityId, field }, value, by) {
    const [setting] = await settingsOf(context.tx, [entityId]);
    if (!setting) throw new Error(`The settings of ${entityId} have a clash and are not there`);
    const version = setting.version + 1;
    const changed = withSettingField(setting, field, value);
    await writeSetting(context.tx, { ...changed, version, updatedAt: context.now, updatedBy: by });
    await context.feed('setting', entityId, entityId);
    return ok(version);
  }
};
