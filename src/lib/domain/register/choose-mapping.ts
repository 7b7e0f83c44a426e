import type { FoundHeader } from '../shared/table/header';
import { ok, refuse, type Result } from '../shared/result';
import { proposeMapping, type ProposedMapping } from './propose-mapping';
import { recallMapping, type RememberedMapping } from './remember-mapping';
import { REGISTER_FIELDS, type Mapping, type MappingReason } from './types';

export interface MappingWishes {
  /** The person's own choice; nothing is proposed beside it. */
  mapping?: Mapping;
  /** The choice of an earlier import, used when its headers are in the file. */
  remembered?: RememberedMapping;
  /** Languages of the network, the most wanted first. */
  preferLanguages?: readonly string[];
}

/**
 * The mapping to read a file by: the one given, else the one remembered, else a proposal.
 *
 * Errors: `bad-mapping` when a given column is not in the file or is given twice.
 *
 * @example
 * chooseMapping(header, { mapping: { code: 0, name: 0 } })
 * // refusal 'mapping.name': 'Column 1 is mapped to both code and name - ...'
 */
export function chooseMapping(header: FoundHeader, wishes: MappingWishes): Result<ProposedMapping> {
  const proposal = proposeMapping(header.columns, header.data, wishes.preferLanguages);
  if (wishes.mapping) {
    const checked = checkMapping(wishes.mapping, header);
    return checked.ok ? ok(explainChoice(checked.value, proposal)) : checked;
  }
  const recalled = wishes.remembered ? recallMapping(wishes.remembered, header.columns) : null;
  if (recalled) {
    return ok({
      mapping: recalled,
      reasons: giveReasons(recalled, 'remembered', 'as in the last import with this header')
    });
  }
  return ok(proposal);
}

/** Where a person left a column as it was proposed, the reasons for it still hold. */
function explainChoice(mapping: Mapping, proposal: ProposedMapping): ProposedMapping {
  const kept = proposal.reasons.filter(({ field, column }) => mapping[field] === column);
  const chosen = giveReasons(mapping, 'given', 'chosen by you').filter(
    ({ field, column }) => proposal.mapping[field] !== column
  );
  const order = ({ field }: MappingReason) => REGISTER_FIELDS.indexOf(field);
  return { mapping, reasons: [...kept, ...chosen].sort((a, b) => order(a) - order(b)) };
}

function giveReasons(mapping: Mapping, code: MappingReason['code'], message: string): MappingReason[] {
  return REGISTER_FIELDS.flatMap((field) => {
    const column = mapping[field];
    return column === undefined ? [] : [{ field, column, code, message }];
  });
}

function checkMapping(mapping: Mapping, header: FoundHeader): Result<Mapping> {
  const checked: Mapping = {};
  for (const field of REGISTER_FIELDS) {
    const column = mapping[field];
    if (column === undefined) continue;
    if (!header.columns.some(({ index }) => index === column)) {
      return refuse(
        'bad-mapping',
        `mapping.${field}`,
        `Column ${column + 1} is mapped to ${field}, but the file has no such column - choose another one.`
      );
    }
    const other = REGISTER_FIELDS.find((one) => checked[one] === column);
    if (other) {
      return refuse(
        'bad-mapping',
        `mapping.${field}`,
        `Column ${column + 1} is mapped to both ${other} and ${field} - choose another column for one of them.`
      );
    }
    checked[field] = column;
  }
  return ok(checked);
}
