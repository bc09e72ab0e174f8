/** Whether something certainly stands at a place, though what it is may be known only at deployment. */
import type { Property } from '../model/resource.ts';

/** CloudFormation's parameters and dynamic references always have a value; a variable of Terraform may be null. */
const NEVER_ABSENT = /^(param:|\{\{resolve:)/;

export function written(property: Property): boolean {
	const value = property.value;
	return value?.kind === 'unknown' ? NEVER_ABSENT.test(value.identity ?? '') : property.exists === 'yes';
}
