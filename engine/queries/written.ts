/** Whether something certainly stands at a place, though what it is may be known only at deployment. */
import type { Property } from '../model/resource.ts';

/** CloudFormation's parameters and dynamic references always have a value. */
const NEVER_ABSENT = /^(param:|\{\{resolve:)/;

export function written(property: Property): boolean {
	const { value } = property;
	if (value?.kind !== 'unknown') return property.exists === 'yes';
	// A variable of Terraform may be null, what a provider makes up is not.
	return NEVER_ABSENT.test(value.identity ?? '') || (value.kept !== undefined && !value.kept.by.startsWith('variable '));
}
