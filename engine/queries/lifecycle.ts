/**
 * S3 lifecycle rules as timelines: what happens to an object, or to an old version, day by day under one rule; and which
 * objects a rule is about (lifecycle-filter.ts).
 *
 * Order, gaps and minimum days are all asked of a timeline, and {@link repair} answers all of them at once, so that mending
 * one does not break another. The figures (which class needs how many days) are the caller's; nothing here knows them.
 */
import type { Draft, DraftMap } from '../model/change.ts';
import { consistent, type Property, type Resource } from '../model/resource.ts';
import { type Answer, type Condition, both, either, not } from '../model/value.ts';

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
	/** Whether the newest of the old versions are spared, whatever their age. */
	readonly sparing: Answer;
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
	/** Where the rule says how many of the newest versions its expiration spares. */
	readonly spares?: string;
}

/** Where a rule writes its steps; the single forms are CloudFormation's older spelling. */
const NAMES: readonly Names[] = [
	{
		kind: 'current', lists: ['Transitions', 'Transition'], day: 'TransitionInDays', date: 'TransitionDate',
		expirations: [['ExpirationInDays', 'age'], ['ExpirationDate', 'date']],
	},
	{
		kind: 'noncurrent', lists: ['NoncurrentVersionTransitions', 'NoncurrentVersionTransition'], day: 'TransitionInDays', date: undefined,
		expirations: [['NoncurrentVersionExpiration.NoncurrentDays', 'age'], ['NoncurrentVersionExpirationInDays', 'age']], spares: 'NoncurrentVersionExpiration',
	},
];

/** The lifecycle rules of a bucket, each branch of a conditional one by itself. */
export function lifecycleRules(bucket: Resource): readonly Property[] {
	return [...bucket.at('LifecycleConfiguration.Rules').items].flatMap(item => item.alternatives);
}

/** Whether one of the bucket's rules that are, or may be, enabled does something. A rule under a condition counts. */
export function someRule(bucket: Resource, does: (rule: Property) => Answer): Answer {
	const rules = bucket.at('LifecycleConfiguration.Rules').items;
	const answers = [...rules].flatMap(item => item.alternatives).map(rule => both(not(rule.at('Status').is('Disabled')), does(rule)));
	return either(...answers, rules.complete === 'yes' ? 'no' : 'maybe');
}

/** Whether a rule ever deletes old versions. */
export function expiresOldVersions(rule: Property): Answer {
	return either(rule.at('NoncurrentVersionExpiration').exists, rule.at('NoncurrentVersionExpirationInDays').exists);
}

const ACTIONS = [
	'Transitions', 'Transition', 'ExpirationInDays', 'ExpirationDate', 'ExpiredObjectDeleteMarker', 'NoncurrentVersionTransitions', 'NoncurrentVersionTransition',
	'NoncurrentVersionExpiration', 'NoncurrentVersionExpirationInDays', 'AbortIncompleteMultipartUpload',
] as const;

/** The places where a rule says what it does, written or not. */
export function lifecycleActions(rule: Property): readonly Property[] {
	return ACTIONS.map(name => rule.at(name));
}

/** What readers call a rule: by its id, else by its place among the others. */
export function ruleName(rule: Property): string {
	const id = rule.at('Id').string;
	return id ? `rule ${id}` : `rule ${Number(rule.path.find(segment => typeof segment === 'number') ?? 0) + 1}`;
}

/** A rule to be appended, by default for all objects: it has an id, which Terraform demands, that no other rule bears. */
export function draftRule(bucket: Resource, id: string, actions: DraftMap, Prefix = ''): Draft {
	const taken = new Set(lifecycleRules(bucket).map(rule => rule.at('Id').string));
	let free = id;
	for (let number = 2; taken.has(free); number++) free = `${id}-${number}`;
	return { Id: free, Status: 'Enabled', Prefix, ...actions };
}

/** The timelines of every lifecycle rule of a bucket that is, or may be, enabled; rules without transitions have none. */
export function timelines(bucket: Resource): readonly Timeline[] {
	return lives(bucket).filter(one => one.moves);
}

/** As {@link timelines}, also of rules that only delete. */
export function lives(bucket: Resource): readonly (Timeline & { readonly moves: boolean })[] {
	return lifecycleRules(bucket).flatMap(rule => (rule.at('Status').is('Disabled') === 'yes' ? [] : NAMES.map(names => timeline(rule, names))));
}

function timeline(rule: Property, names: Names): Timeline & { readonly moves: boolean } {
	const lists = names.lists.map(name => rule.at(name).items);
	const transitions = lists.flatMap(items => [...items]).flatMap(item => item.alternatives);
	const steps = transitions.map(transition => stepsOf(transition, names));
	const known = steps.flat();
	const expirations = names.expirations.flatMap(([path, unit]) => moments(rule.at(path), unit, sparing(names.spares && rule.at(names.spares))));
	const unit = (known[0] ?? expirations[0])?.unit ?? 'age';
	return {
		rule,
		kind: names.kind,
		moves: transitions.length > 0,
		steps: known.filter(one => one.unit === unit).sort((a, b) => a.day - b.day),
		expirations: expirations.filter(one => one.unit === unit),
		complete: lists.every(items => items.complete === 'yes') && steps.every(one => one.length === 1) && known.every(one => one.unit === unit),
	};
}

/** One step, or one for each of the classes and days that a conditional may choose. */
function stepsOf(transition: Property, names: Names): Step[] {
	const spares = sparing(names.kind === 'noncurrent' && transition);
	const days = [...moments(transition.at(names.day), 'age', spares), ...(names.date ? moments(transition.at(names.date), 'date', spares) : [])];
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

function sparing(action: Property | false | '' | undefined): Answer {
	return action ? action.at('NewerNoncurrentVersions').exists : 'no';
}

function moments(property: Property, unit: Moment['unit'], spares: Answer): Moment[] {
	return property.alternatives.flatMap(one => {
		const day = unit === 'age' ? one.number : dayOfDate(one.string);
		return day === undefined || Number.isNaN(day) ? [] : [{ day, unit, property: one, when: one.demands, sparing: spares }];
	});
}

function dayOfDate(date: string | undefined): number | undefined {
	const time = timeOfDate(date);
	return time === undefined ? undefined : Math.floor(time / 86_400_000);
}

/** Milliseconds since 1970 of an ISO 8601 date, which is in UTC where it does not say; undefined for any other text. */
export function timeOfDate(date: string | undefined): number | undefined {
	if (!date || !/^\d{4}-\d\d-\d\d/.test(date)) return undefined;
	const time = Date.parse(/[T ]/.test(date) && !/(Z|[+-]\d\d:?\d\d)$/i.test(date) ? `${date}Z` : date);
	return Number.isNaN(time) ? undefined : time;
}

/** Each step with the nearest earlier one that can happen together with it. */
export function pairs(timeline: Timeline): readonly (readonly [earlier: Step, later: Step])[] {
	return timeline.steps.flatMap((later, index) => {
		const earlier = timeline.steps.slice(0, index).reverse().find(one => together(one, later));
		return earlier ? [[earlier, later] as const] : [];
	});
}

/** How long objects stay in the class of a step until the rule moves them on or deletes them. */
export interface Stay {
	readonly step: Step;
	readonly until: Step | Moment;
	readonly days: number;
}

export function stays(timeline: Timeline): readonly Stay[] {
	const moving = pairs(timeline).map(([step, until]): Stay => ({ step, until, days: until.day - step.day }));
	const deleted = timeline.expirations.flatMap((until): Stay[] => {
		const step = timeline.steps.filter(one => one.day < until.day && together(one, until)).at(-1);
		return step ? [{ step, until, days: until.day - step.day }] : [];
	});
	return [...moving, ...deleted];
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
	/** Days that must pass between entering the class and the deletion; by default one. */
	readonly minimumLife?: (storageClass: string) => number;
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
		const end = day + Math.max(1, limits.minimumLife?.(one.storageClass) ?? 1);
		if (index === ordered.length - 1 && expiration && expiration.day < end) {
			moves.push({ property: expiration.property, day: end, storageClass: undefined });
		}
	});
	return moves;
}
