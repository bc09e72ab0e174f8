/**
 * Applies suppressions to findings: takes the suppressed ones away, and says which suppressions are not needed, not
 * understood, too broad or out of date. What it says itself cannot be suppressed.
 */
import type { Finding } from './finding.ts';
import type { Undecided } from './reviewer.ts';
import { covers, unknownRule } from './rule-names.ts';
import type { Settings } from './settings.ts';
import type { Suppression } from './suppressions.ts';

export interface SuppressionContext {
	readonly suppressions: readonly Suppression[];
	readonly settings: Settings;
	/** All rule ids. */
	readonly rules: readonly string[];
	/** Whether a rule was asked in a document; what was not asked cannot prove a suppression useless. */
	readonly asked: (rule: string, uri: string) => boolean;
	readonly undecided: readonly Undecided[];
	/** ISO day. */
	readonly today: string;
}

/** The findings that remain, and those about the suppressions. */
export function suppress(findings: readonly Finding[], context: SuppressionContext): Finding[] {
	const { suppressions, settings, today } = context;
	const active = suppressions.filter(one => isActive(one.until, today));
	const used = new Set<Suppression['rules'][number]>();
	const remaining = findings.filter(finding => {
		if (isOwn(finding)) return true;
		const names = active.filter(one => reaches(one, finding)).flatMap(one => one.rules.filter(({ name }) => covers(name, finding.rule)));
		for (const name of names) used.add(name);
		return names.length === 0 && !inSettings(finding, settings, today);
	});
	return [...remaining, ...suppressions.flatMap(one => faults(one, context, used))];
}

/** What is wrong with the suppressions of the settings file, said there. */
export function settingsSuppressionFaults(settings: Settings, today: string): Finding[] {
	return settings.suppressions.filter(one => one.until !== undefined && one.until < today)
		.map(one => fault(settings.uri, one.range, `This suppression of ${one.rule} expired on ${one.until}.`));
}

function isOwn(finding: Finding): boolean {
	return !finding.rule.includes('/') || finding.rule.startsWith('plumbline/');
}

function isDay(text: string): boolean {
	const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
	return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function isActive(until: string | undefined, today: string): boolean {
	return until === undefined || (isDay(until) && today <= until);
}

function reaches({ scope, uri }: Suppression, finding: Finding): boolean {
	return scope === 'file' ? finding.place.uri === uri : finding.resource !== undefined && scope.has(finding.resource.address);
}

function inSettings(finding: Finding, settings: Settings, today: string): boolean {
	return settings.suppressions.some(one => covers(one.rule, finding.rule)
		&& isActive(one.until, today)
		&& (one.address === undefined || one.address === finding.resource?.address)
		&& (one.files === undefined || settings.matches(one.files, finding.place.uri)));
}

function faults(one: Suppression, context: SuppressionContext, used: ReadonlySet<Suppression['rules'][number]>): Finding[] {
	const { settings, today, rules } = context;
	const say = (message: string, range = one.range) => fault(one.uri, range, message);
	if (one.rules.length === 0) return [say('This suppression names no rule: plumbline-ignore RULE: reason.')];
	if (one.scope !== 'file' && one.scope.size === 0) return [say('This suppression stands at no resource: write it in or directly above one, or write plumbline-ignore-file.')];
	const found: Finding[] = [];
	if (settings.requireReason && !one.reason) found.push(say('This suppression needs a reason: plumbline-ignore RULE: reason.'));
	if (settings.requireExpiry && one.until === undefined) found.push(say('This suppression needs an end: until=YYYY-MM-DD.'));
	const useless: Suppression['rules'][number][] = [];
	for (const rule of one.rules) {
		const unknown = rule.name === '*' ? undefined : unknownRule(rule.name, rules);
		if (rule.name === '*') found.push(say('* would hide every rule: name the rules, or one service as in s3/*.', rule.range));
		else if (unknown) found.push(say(unknown, rule.range));
		else if (!used.has(rule) && isProvenUseless(rule.name, one, context)) useless.push(rule);
	}
	if (one.until !== undefined && !isDay(one.until)) found.push(say(`until=${one.until} is no day: YYYY-MM-DD.`));
	else if (one.until !== undefined && one.until < today) found.push(say(`This suppression expired on ${one.until}.`));
	else if (useless.length === one.rules.length) found.push(unused(one, useless, one.range));
	else found.push(...useless.map(rule => unused(one, [rule], rule.range)));
	return found;
}

function isProvenUseless(name: string, one: Suppression, { rules, asked, undecided }: SuppressionContext): boolean {
	return rules.filter(rule => covers(name, rule)).every(rule => asked(rule, one.uri))
		&& !undecided.some(({ rule, address }) => covers(name, rule) && (one.scope === 'file' || one.scope.has(address)));
}

function unused(one: Suppression, rules: Suppression['rules'], range: Suppression['range']): Finding {
	const where = one.scope === 'file' ? 'in this file' : `on ${[...one.scope].join(', ')}`;
	return { ...fault(one.uri, range, `Nothing to suppress: ${rules.map(rule => rule.name).join(', ')} finds nothing ${where}.`), tags: ['unnecessary'] };
}

function fault(uri: string, range: Suppression['range'], message: string): Finding {
	return { rule: 'plumbline/suppression', severity: 'warning', message, place: { uri, range }, related: [], fixes: [] };
}
