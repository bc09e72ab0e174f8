/** All intrinsic functions that may stand where a property's value is. The functions of conditions are in conditions.ts. */
import { base64 } from './base64.ts';
import { cidr } from './cidr.ts';
import { findInMap } from './find-in-map.ts';
import { getAtt } from './get-att.ts';
import { getAzs } from './get-azs.ts';
import { ifFunction } from './if.ts';
import { importValue } from './import-value.ts';
import type { Intrinsic } from './intrinsic.ts';
import { join } from './join.ts';
import { length } from './length.ts';
import { ref } from './ref.ts';
import { select } from './select.ts';
import { split } from './split.ts';
import { sub } from './sub.ts';
import { toJsonString } from './to-json-string.ts';
import { transform } from './transform.ts';

const all: readonly Intrinsic[] = [
	base64, cidr, findInMap, getAtt, getAzs, ifFunction, importValue, join, length, ref, select, split, sub, toJsonString, transform,
];
const byName = new Map(all.map(one => [one.name, one]));

export function intrinsicNamed(name: string): Intrinsic | undefined {
	return byName.get(name);
}
