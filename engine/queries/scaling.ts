/** What scales the provisioned capacity of DynamoDB tables: targets of Application Auto Scaling, and which table, index and dimension each is for. */
import type { Architecture } from '../model/architecture.ts';
import type { Property, Resource } from '../model/resource.ts';
import type { Answer } from '../model/value.ts';
import { TABLE } from './tables.ts';

export const SCALABLE_TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';

export interface Scaling {
	readonly target: Resource;
	/** The table; undefined where it is outside the design or cannot be known. */
	readonly table: Resource | undefined;
	/** Whether it is for an index: `certain` with its name, or none of it, or who knows. */
	readonly index: 'certain' | 'none' | 'maybe';
	readonly indexName: string | undefined;
	readonly reads: Answer;
	readonly writes: Answer;
	/** Something tells the target when to scale: a policy or a schedule. */
	readonly driven: Answer;
}

/** The scalable targets of DynamoDB in the design. */
export function allScalings(design: Architecture): readonly Scaling[] {
	return design.once('scalings of tables', () => design.all(SCALABLE_TARGET).flatMap(target => scalingOf(target) ?? []));
}

/** What a scalable target is for; undefined where that is no table. */
export function scalingOf(target: Resource): Scaling | undefined {
	if (target.at('ServiceNamespace').is('dynamodb') === 'no') return undefined;
	const dimension = target.at('ScalableDimension');
	return {
		target, ...read(target.at('ResourceId')), driven: driven(target),
		reads: dimension.test(text => String(text).endsWith(':ReadCapacityUnits')), writes: dimension.test(text => String(text).endsWith(':WriteCapacityUnits')),
	};
}

/** Those that certainly are, or may be, for a table or one of its indexes. */
export function scalings(table: Resource): readonly Scaling[] {
	return allScalings(table.design).filter(one => one.table === table || (one.table === undefined && !isOther(one.target, table)));
}

/** The target names a table that this one is not. */
function isOther(target: Resource, table: Resource): boolean {
	const written = target.at('ResourceId').string;
	const name = table.at('TableName').string;
	return written !== undefined && name !== undefined && written.split('/')[1] !== name;
}

/** `table/NAME` or `table/NAME/index/INDEX`, of which parts may be references. */
function read(place: Property): Pick<Scaling, 'table' | 'index' | 'indexName'> {
	const { design } = place.resource;
	const parts = place.textParts ?? [];
	const literal = place.string;
	const tail = parts.at(-1);
	const whole = parts.every(part => typeof part === 'string' || part.kind !== 'unknown');
	// A name at the end an index knows.
	const named = literal?.includes('/index/') ? literal.split('/')[1] : undefined;
	const table = named === undefined ? design.follow(place, TABLE) : design.all(TABLE).find(one => one.at('TableName').is(named) === 'yes');
	const at = typeof tail === 'string' ? /\/index\/(.+)$/.exec(tail) : null;
	if (at) return { table, index: 'certain', indexName: at[1] };
	const mentions = parts.some(part => typeof part === 'string' && part.includes('/index/'));
	return { table, index: mentions ? 'certain' : whole && parts.length > 0 ? 'none' : 'maybe', indexName: undefined };
}

function driven(target: Resource): Answer {
	const { design } = target;
	if (target.at('ScheduledActions').exists !== 'no') return target.at('ScheduledActions').exists;
	const pointing = design.pointing(POLICY, 'ScalingTargetId', target);
	if (pointing.certain.length > 0) return 'yes';
	const [id, dimension] = [target.at('ResourceId'), target.at('ScalableDimension')];
	const same = design.all(POLICY).map(policy => (alike(policy.at('ResourceId'), id) && alike(policy.at('ScalableDimension'), dimension) ? 'yes' : policy.at('ScalingTargetId').exists === 'no' ? 'no' : 'maybe'));
	return same.includes('yes') ? 'yes' : pointing.possible.length > 0 && same.includes('maybe') ? 'maybe' : 'no';
}

/** Both are written, and in the same way. */
function alike(one: Property, other: Property): boolean {
	const key = (property: Property) => JSON.stringify(property.textParts?.map(part => (typeof part === 'string' ? part : part.kind === 'reference' ? [part.target, part.attribute] : part.kind === 'pseudo' ? part.name : part.identity)));
	return one.exists === 'yes' && key(one) !== undefined && key(one) === key(other);
}
