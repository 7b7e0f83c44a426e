import type { RegisterFacts } from '$lib/domain/register/types';
import type { MunicipalityRow } from './repository';

/** The register's facts under the names of the table, always in the same order, so that two can be compared as text. */
export function toColumns(facts: RegisterFacts) {
  const {
    code,
    name,
    nameSecond,
    countyCode,
    countyName,
    group,
    urbanisation,
    population,
    lat,
    lon,
    validFrom,
    validTo
  } = facts;
  return {
    code,
    name,
    nameSecond,
    countyCode,
    countyName,
    groupCode: group,
    urbanisation,
    population,
    lat,
    lon,
    validFrom,
    validTo
  };
}

export type Columns = ReturnType<typeof toColumns>;

export function toFacts(row: MunicipalityRow): RegisterFacts {
  const {
    code,
    name,
    nameSecond,
    countyCode,
    countyName,
    groupCode,
    urbanisation,
    population,
    lat,
    lon,
    validFrom,
    validTo
  } = row;
  return {
    code,
    name,
    nameSecond,
    countyCode,
    countyName,
    group: groupCode,
    urbanisation: urbanisation as RegisterFacts['urbanisation'],
    population,
    lat,
    lon,
    validFrom,
    validTo
  };
}
