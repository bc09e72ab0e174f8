/**
 * Windows and schedules as AWS's services spell them. Facts: windows by
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Maintenance.html, expressions by
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** A stretch of time in UTC that comes again every day or week. */
export interface Window {
	readonly every: 'day' | 'week';
	/** Minutes since midnight, of a week since Monday's. */
	readonly start: number;
	/** In minutes; over midnight, and over the end of the week. */
	readonly length: number;
}

/** `03:00-03:30`, of twenty-four hours; undefined for what is none. */
export function dailyWindow(text: string): Window | undefined {
	const [, a, b, c, d] = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text.trim()) ?? [];
	const [start, end] = [minutes(a, b), minutes(c, d)];
	return start === undefined || end === undefined ? undefined : { every: 'day', start, length: (end - start + DAY) % DAY };
}

/** `sun:23:45-mon:00:15`; undefined for what is none. */
export function weeklyWindow(text: string): Window | undefined {
	const [, from, a, b, to, c, d] = /^([a-z]{3}):(\d\d):(\d\d)-([a-z]{3}):(\d\d):(\d\d)$/.exec(text.trim().toLowerCase()) ?? [];
	const [day, last, start, end] = [DAYS.indexOf(from ?? ''), DAYS.indexOf(to ?? ''), minutes(a, b), minutes(c, d)];
	if (day < 0 || last < 0 || start === undefined || end === undefined) return undefined;
	return { every: 'week', start: day * DAY + start, length: ((last - day) * DAY + end - start + WEEK) % WEEK };
}

function minutes(hours: string | undefined, rest: string | undefined): number | undefined {
	return hours === undefined || Number(hours) > 23 || Number(rest) > 59 ? undefined : Number(hours) * 60 + Number(rest);
}

/** Whether there is a moment that is in both. Windows that only touch do not overlap. */
export function overlap(one: Window, other: Window): boolean {
	const times = ({ every, start, length }: Window) => (every === 'day' ? DAYS.map((_, day) => [day * DAY + start, length] as const) : [[start, length] as const]);
	const within = (moment: number, from: number, length: number) => (moment - from + WEEK) % WEEK < length;
	return times(one).some(([a, lengthA]) => times(other).some(([b, lengthB]) => lengthA > 0 && lengthB > 0 && (within(a, b, lengthB) || within(b, a, lengthA))));
}

/** A window as AWS spells it; over midnight and the end of the week. */
export function windowText({ every, start, length }: Window): string {
	const end = start + length;
	const time = (at: number) => `${String(Math.floor((at % DAY) / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
	const day = (at: number) => (every === 'week' ? `${DAYS[Math.floor(at / DAY) % 7]}:` : '');
	return `${day(start)}${time(start)}-${day(end)}${time(end)}`;
}

/** A `rate(…)` or `cron(…)` expression. */
export type Schedule =
	| { readonly kind: 'rate'; readonly minutes: number }
	| { readonly kind: 'cron'; /** The longest pause between two times of one week, in minutes, where the expression asks for every week alike. */ readonly longest: number | undefined }
	/** Completes “it …”: `has 5 fields, and needs 6`. */
	| { readonly kind: 'wrong'; readonly why: string };

const UNITS: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: DAY };

/** Reads an expression of EventBridge's grammar, which Backup, DMS, Glue and others share. `at(…)`, a single time, is read as wrong: whoever takes it asks for it before. */
// No library: cron-validate 1.5 (its preset for AWS) rejects ranges such as `22-2` and `6-2`, though it takes `FRI-MON`; aws-cron-parser 1.1 takes `MOO` and two days at once; aws-cron-expression-validator 1.0 rejects `LW` and `6L`.
export function schedule(text: string): Schedule {
	const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(text.trim());
	if (rate) {
		const [, number, unit, plural] = rate;
		if (Number(number) === 0) return { kind: 'wrong', why: 'comes every 0 times' };
		if ((Number(number) === 1) !== (plural === '')) return { kind: 'wrong', why: `says ${number} ${unit}${plural}, and AWS takes ${number} ${unit}${plural === '' ? 's' : ''} only` };
		return { kind: 'rate', minutes: Number(number) * UNITS[unit!]! };
	}
	const fields = /^cron\((.*)\)$/.exec(text.trim())?.[1]?.trim().split(/\s+/);
	if (!fields) return { kind: 'wrong', why: 'is neither cron(…) nor rate(…)' };
	if (fields.length !== 6) return { kind: 'wrong', why: `has ${fields.length === 1 ? 'one field' : `${fields.length} fields`}, and cron needs 6: minutes, hours, day of the month, month, day of the week, year` };
	const bad = FIELDS.findIndex((field, index) => !isField(fields[index]!, field));
	if (bad >= 0) return { kind: 'wrong', why: `has ${fields[bad]} for the ${FIELDS[bad]!.name}` };
	const [minute, hour, date, month, weekday, year] = fields as [string, string, string, string, string, string];
	if ((date === '?') === (weekday === '?')) return { kind: 'wrong', why: `${date === '?' ? 'has ? for both the day of the month and the day of the week' : 'names both a day of the month and a day of the week'}: one of the two must be ?` };
	const weekly = month === '*' && year === '*' && /^(\*|\?|1\/1)$/.test(date) && !/[L#]/i.test(weekday);
	return { kind: 'cron', longest: weekly ? longestPause(minute, hour, weekday) : undefined };
}

interface Field {
	readonly name: string;
	readonly least: number;
	readonly most: number;
	readonly names?: readonly string[];
	/** What else the field takes, whole. */
	readonly special?: RegExp;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Cron's week begins on Sunday, which is 1. */
const CRON_DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const FIELDS: readonly Field[] = [
	{ name: 'minutes', least: 0, most: 59 },
	{ name: 'hours', least: 0, most: 23 },
	{ name: 'day of the month', least: 1, most: 31, special: /^(\?|L|LW|L-\d{1,2}|([1-9]|[12]\d|3[01])W)$/i },
	{ name: 'month', least: 1, most: 12, names: MONTHS },
	{ name: 'day of the week', least: 1, most: 7, names: CRON_DAYS, special: /^(\?|L|([1-7]|sun|mon|tue|wed|thu|fri|sat)(L|#[1-5]))$/i },
	{ name: 'year', least: 1970, most: 2199 },
];

function isField(text: string, field: Field): boolean {
	return field.special?.test(text) === true || text.split(',').every(part => numbersOf(part, field) !== undefined || field.special?.test(part) === true);
}

/** The numbers that one part of a field names; undefined for what AWS does not take. */
function numbersOf(part: string, { least, most, names }: Field): readonly number[] | undefined {
	const [, range, step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
	if (range === undefined || step === '0') return undefined;
	const number = (text: string) => {
		const named = names?.indexOf(text.toLowerCase()) ?? -1;
		return named >= 0 ? named + least : /^\d+$/.test(text) ? Number(text) : Number.NaN;
	};
	const [first, last, ...more] = range === '*' ? [least, most] : range.split('-').map(number);
	const end = last ?? (step === undefined ? first! : most);
	if (more.length > 0 || ![first!, end].every(one => one >= least && one <= most)) return undefined;
	// `FRI-MON` goes over the end of the week.
	const size = (end < first! ? end + most - least + 1 : end) - first! + 1;
	return Array.from({ length: Math.ceil(size / Number(step ?? 1)) }, (_, index) => least + ((first! - least + index * Number(step ?? 1)) % (most - least + 1)));
}

function longestPause(minute: string, hour: string, weekday: string): number | undefined {
	const all = (text: string, field: Field) => [...new Set(text.split(',').flatMap(part => numbersOf(part, field) ?? []))];
	const days = weekday === '?' ? CRON_DAYS.map((_, index) => index + 1) : all(weekday, FIELDS[4]!);
	const [hours, rest] = [all(hour, FIELDS[1]!), all(minute, FIELDS[0]!)];
	const times = days.flatMap(day => hours.flatMap(one => rest.map(at => (day - 1) * DAY + one * 60 + at))).sort((a, b) => a - b);
	return times.length === 0 ? undefined : Math.max(...times.map((time, index) => (times[index + 1] ?? times[0]! + WEEK) - time));
}
