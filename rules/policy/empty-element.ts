import type { Property } from '../../engine/model/resource.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import type { PolicyDocument, Statement } from '../../engine/policy/document.ts';
import { elementsOf } from '../../engine/policy/elements.ts';
import { across } from '../../engine/policy/scenarios.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { type FixSpec, defineRule } from '../../engine/review/rule.ts';

/** Where and what, and what to take away; nothing where that would change what the policy says. */
type Emptiness = readonly [place: Property, what: string, fix?: FixSpec | undefined];

export default defineRule({
	id: 'policy/empty-element',
	title: 'No element of a policy is empty',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
	on: policyTypes(),
	fixes: 'fix',
	review(resource, _design, report) {
		for (const { document } of policiesIn(resource)) {
			const found = across(document, ({ statements }) => statements.flatMap(statement => emptyIn(statement, document)), ([place]) => place.path);
			for (const [[place, what, fix], when] of found) {
				// Terraform and the console write an empty Sid where nobody asked for one.
				report(place, `${what}${describeWhen(when, place)}.`, { key: place.name !== 'Sid', ...(place.name === 'Sid' && { severity: 'hint' }), ...(fix && { fix }) });
			}
		}
	},
});

function emptyIn({ property, sid }: Statement, document: PolicyDocument): readonly Emptiness[] {
	const { written } = elementsOf(property);
	const nothing = withoutStatement(property, document);
	const lists = ['Action', 'Resource'].flatMap(name => {
		const list = written.get(name);
		return list && isEmpty(list) ? [[list, `${list.label} is empty: the statement says nothing of any ${name.toLowerCase()}`, nothing] satisfies Emptiness] : [];
	});
	const principal = written.get('Principal'), condition = written.get('Condition');
	return [
		...(sid === '' ? [[property.at('Sid'), 'The Sid is empty, and tells the statement from no other', without(property.at('Sid'))] satisfies Emptiness] : []),
		...lists,
		...(principal ? emptyPrincipals(principal, nothing) : []),
		...(condition ? emptyConditions(condition) : []),
	];
}

function emptyPrincipals(principal: Property, nothing: FixSpec | undefined): readonly Emptiness[] {
	if (isEmpty(principal)) return [[principal, `${principal.label} is empty: the statement is for nobody`, nothing]];
	const types = principal.entries.filter(([, list]) => list.exists !== 'no');
	return types.filter(([, list]) => isEmpty(list)).map(([type, list]): Emptiness => [
		list, `No ${type} principal is named${types.length === 1 ? ': the statement is for nobody' : ''}`, types.length === 1 ? nothing : without(list, `the empty ${type}`),
	]);
}

function emptyConditions(condition: Property): readonly Emptiness[] {
	if (isEmpty(condition)) return [[condition, `${condition.label} is empty: the statement has no condition`, without(condition)]];
	return condition.entries.flatMap(([operator, keys]): Emptiness[] => (isEmpty(keys)
		? [[keys, `${operator} compares nothing`, without(keys, operator)]]
		: keys.entries.filter(([, values]) => isEmpty(values)).map(([key, values]): Emptiness => [values, `${operator} compares ${key} with no value`])));
}

/** It is certain that nothing is in it, whatever the defaults are. */
function isEmpty({ value, assumed }: Property): boolean {
	if (assumed.length > 0) return false;
	return (value?.kind === 'map' && !value.open && [...value.entries.values()].every(entry => entry.value.kind === 'absent')) || (value?.kind === 'list' && !value.open && value.items.every(item => item.kind === 'absent'));
}

function without(property: Property, name = property.label): FixSpec {
	return { title: `Remove ${name}`, change: change => change.remove(property) };
}

/** The fix that takes a statement away that does nothing; none where no other would be left. */
function withoutStatement(statement: Property, { scenarios }: PolicyDocument): FixSpec | undefined {
	const several = scenarios.every(({ statements }) => statements.length > 1) && typeof statement.path.at(-1) === 'number';
	return several ? without(statement, 'the statement') : undefined;
}
