/** Rule ids as people write them in settings and suppressions: exact, or `service/*`. */
import { closest } from 'fastest-levenshtein';

/** Whether a name as written covers a rule. */
export function covers(name: string, rule: string): boolean {
	return name === rule || (name.endsWith('/*') && rule.startsWith(name.slice(0, -1)));
}

/** Why a name covers no rule at all, with the nearest that would; undefined where it covers one. */
export function unknownRule(name: string, rules: readonly string[]): string | undefined {
	if (rules.some(rule => covers(name, rule))) return undefined;
	const candidates = name.endsWith('/*') ? [...new Set(rules.map(rule => `${rule.slice(0, rule.indexOf('/'))}/*`))] : rules;
	return `There is no rule ${name}.${suggestion(name, candidates)}`;
}

/** ` Did you mean …?`, or nothing where there is nothing to choose from. */
export function suggestion(name: string, candidates: readonly string[]): string {
	return candidates.length > 0 ? ` Did you mean ${closest(name, candidates)}?` : '';
}
