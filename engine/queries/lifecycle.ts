/**
 * S3 lifecycle rules as timelines: what happens to an object, or to an old version, day by day under one rule.
 *
 * Order, gaps and minimum days are all asked of a timeline, and {@link repair} answers all of them at once, so that mending
 * one does not break another. The figures (which class needs how many days) are the caller's; nothing here knows them.
 */
import { consistent, type Property, type Resource } from '../model/resource.ts';
import type { Condition } from '../model/value.ts';

export interface Timeline {
	/** The lifecycle rule's item in `LifecycleConfiguration.Rules`. */
	readonly rule: Property;
	/** Whose days these are: objects count from their creation, old versions from the day they were replaced. */
	readonly kind: 'current' | 'noncurrent';
	/** Ascending by day; a step whose day or class cannot be known is not among them. */
	readonly steps: readonly Step[];
	/** When the objects are deleted, where the rule says so in the same unit as the steps; several under conditions. */
	readonly expirations: readonly Moment[];
	/** Every transition of the rule is among the steps, and none depends on a condition. */
	readonly complete: boolean;
}

/** A day on a timeline. */
export interface Moment {
	/** Days since the creation (or since a version was replaced); with unit `date` the days since 1970-01-01. */
	readonly day: number;
	readonly unit: 'age' | 'date';
	readonly property: Property;
	/** What must hold for it to happen. */
	readonly when: readonly Condition[];
}

export interface Step extends Moment {
	/** S3 API's name of the storage class. */
	readonly storageClass: string;
	readonly classProperty: Property;
	/** The transition as a whole. */
	readonly transition: Property;
}

interface Names {
	readonly kind: Timeline['kind'];
	readonly lists: readonly string[];
	readonly day: string;
	readonly date: string | undefined;
	readonly expirations: readonly (readonly [path: string, unit: Moment['unit']])[];
}

/** Where a rule writes its steps; the single forms are CloudFormation's older spelling. */
const NAMES: readonly Names[] = [
	{
		kind: 'current', lists: ['Transitions', 'Transition'], day: 'TransitionInDays', date: 'TransitionDate',
		expirations: [['ExpirationInDays', 'age'], ['ExpirationDate', 'date']],
	},
	{
		kind: 'noncurrent', lists: ['NoncurrentVersionTransitions', 'NoncurrentVersionTransition'], day: 'TransitionInDays', date: undefined,
		expirations: [['NoncurrentVersionExpiration.NoncurrentDays', 'age'], ['NoncurrentVersionExpirationInDays', 'age']],
	},
];

/** The timelines of every lifecycle rule of a bucket that is, or may be, enabled; rules without transitions have none. */
export function timelines(bucket: Resource): readonly Timeline[] {
	const rules = [...bucket.at('LifecycleConfiguration.Rules').items].flatMap(item => item.alternatives);
	return rules.flatMap(rule => (rule.at('Status').is('Disabled') === 'yes' ? [] : NAMES.flatMap(names => timeline(rule, names))));
}

function timeline(rule: Property, names: Names): Timeline[] {
	const lists = names.lists.map(name => rule.at(name).items);
	const transitions = lists.flatMap(items => [...items]).flatMap(item => item.alternatives);
	if (transitions.length === 0) return [];
	const steps = transitions.map(transition => stepsOf(transition, names));
	const known = steps.flat();
	const unit = known[0]?.unit ?? 'age';
	return [{
		rule,
		kind: names.kind,
		steps: known.filter(one => one.unit === unit).sort((a, b) => a.day - b.day),
		expirations: names.expirations.flatMap(([path, of]) => (of === unit ? moments(rule.at(path), of) : [])),
		complete: lists.every(items => items.complete === 'yes') && steps.every(one => one.length === 1) && known.every(one => one.unit === unit),
	}];
}

/** One step, or one for each of the classes and days that a conditional may choose. */
function stepsOf(transition: Property, names: Names): Step[] {
	const days = [...moments(transition.at(names.day), 'age'), ...(names.date ? moments(transition.at(names.date), 'date') : [])];
	return transition.at('StorageClass').alternatives.flatMap(classProperty => {
		const storageClass = classProperty.string;
		if (!storageClass) return [];
		return days.filter(day => day.property.together(classProperty)).map(day => ({
			...day,
			// CloudFormation still takes the class's first spelling, `Glacier`.
			storageClass: storageClass.toUpperCase(),
			classProperty,
			transition,
			when: [...day.when, ...classProperty.demands],
		}));
	});
}

function moments(property: Property, unit: Moment['unit']): Moment[] {
	return property.alternatives.flatMap(one => {
		const day = unit === 'age' ? one.number : dayOfDate(one.string);
		return day === undefined || Number.isNaN(day) ? [] : [{ day, unit, property: one, when: one.demands }];
	});
}

function dayOfDate(date: string | undefined): number | undefined {
	return date === undefined ? undefined : Math.floor(Date.parse(date) / 86_400_000);
}

/** Each step with the nearest earlier one that can happen together with it. */
export function pairs(timeline: Timeline): readonly (readonly [earlier: Step, later: Step])[] {
	return timeline.steps.flatMap((later, index) => {
		const earlier = timeline.steps.slice(0, index).reverse().find(one => together(one, later));
		return earlier ? [[earlier, later] as const] : [];
	});
}

/** The two can happen to one object. */
export function together(a: Moment, b: Moment): boolean {
	return consistent([...a.when, ...b.when]);
}

export interface Limits {
	/** Days that must pass before an object may enter the class. */
	readonly minimumAge: (storageClass: string) => number;
	/** Days that must pass between entering the class and the next transition. */
	readonly minimumStay: (storageClass: string) => number;
	/** Place in the waterfall; a class that is not in it has none. */
	readonly rank: (storageClass: string) => number | undefined;
}

/** A new day for a property that holds one. */
export interface Move {
	readonly property: Property;
	readonly day: number;
	readonly storageClass: string | undefined;
}

/**
 * The smallest changes of days under which the timeline keeps all limits: classes in the order of the waterfall, no step
 * earlier than now unless the order asks for it, and the expiration after the last step. Undefined where it is not all known.
 */
export function repair(timeline: Timeline, limits: Limits): readonly Move[] | undefined {
	if (!timeline.complete || timeline.expirations.length > 1 || timeline.steps.some(one => one.unit !== 'age' || limits.rank(one.storageClass) === undefined)) return undefined;
	const days = timeline.steps.map(one => one.day);
	const ordered = [...timeline.steps].sort((a, b) => limits.rank(a.storageClass)! - limits.rank(b.storageClass)!);
	const moves: Move[] = [];
	let earliest = 0;
	ordered.forEach((one, index) => {
		const day = Math.max(days[index]!, earliest, limits.minimumAge(one.storageClass));
		if (day !== one.day) moves.push({ property: one.property, day, storageClass: one.storageClass });
		earliest = day + Math.max(1, limits.minimumStay(one.storageClass));
		const expiration = timeline.expirations[0];
		if (index === ordered.length - 1 && expiration && expiration.day <= day) {
			moves.push({ property: expiration.property, day: day + 1, storageClass: undefined });
		}
	});
	return moves;
}
