/** Parameters of Redshift's parameter groups: lists of names and values, of which what is not listed has the family's default. */
import type { Property, Resource } from '../model/resource.ts';
import type { Answer } from '../model/value.ts';

export interface WarehouseParameter {
	/** Whether it is on; no where it is not listed and the family has it off. */
	readonly on: Answer;
	/** The value, where it is listed. */
	readonly value?: Property;
}

/** A parameter that is on or off, of a group (`Parameters`) or a serverless workgroup (`ConfigParameters`); `usually` is what holds where it is not listed. */
export function warehouseParameter(owner: Resource, name: string, usually: Answer): WarehouseParameter {
	const serverless = owner.type === 'AWS::RedshiftServerless::Workgroup';
	const [list, key, value] = serverless ? ['ConfigParameters', 'ParameterKey', 'ParameterValue'] as const : ['Parameters', 'ParameterName', 'ParameterValue'] as const;
	const { items } = owner.at(list);
	const listed = items.find(item => item.at(key).is(name) === 'yes')?.at(value);
	if (listed) return { on: listed.test(one => String(one).toLowerCase() === 'true'), value: listed };
	const hidden = items.complete !== 'yes' || owner.partial || items.some(item => item.at(key).is(name) === 'maybe');
	return { on: hidden ? 'maybe' : usually };
}
