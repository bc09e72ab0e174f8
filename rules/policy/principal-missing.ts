import { distance } from 'fastest-levenshtein';
import type { Draft } from '../../engine/model/change.ts';
import { draftOf } from '../../engine/model/draft.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import type { Scenario, Statement } from '../../engine/policy/document.ts';
import { OWN_ACCOUNT } from '../../engine/policy/drafts.ts';
import { elementsOf, lacks } from '../../engine/policy/elements.ts';
import { across } from '../../engine/policy/scenarios.ts';
import { type PlacedPolicy, policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { type FixSpec, defineRule } from '../../engine/review/rule.ts';

const KINDS = { trust: 'a trust policy', resource: 'a resource policy', endpoint: 'an endpoint policy' } as const;

export default defineRule({
	id: 'policy/principal-missing',
	title: 'Statements of resource policies name a principal',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
	on: policyTypes('trust', 'resource', 'endpoint'),
	fixes: 'choice',
	review(resource, _design, report) {
		for (const placed of policiesIn(resource, 'trust', 'resource', 'endpoint')) {
			const missing = across(placed.document, scenario => scenario.statements.filter(lacksPrincipal).map(statement => ({ statement, scenario })), ({ statement }) => statement.property.path);
			for (const [{ statement, scenario }, when] of missing) {
				const place = statement.property.at('Principal');
				const fix = candidates(statement, scenario, placed).map(([title, value]): FixSpec => ({ title, preferred: false, change: change => change.set(place, value) }));
				report(place, `The statement does not say for whom it is: AWS rejects it without a Principal in ${KINDS[placed.kind as keyof typeof KINDS]}${describeWhen(when, place)}.`, { fix });
			}
		}
	},
});

/** A misspelt one is a matter of grammar. */
function lacksPrincipal({ property }: Statement): boolean {
	const elements = elementsOf(property);
	return lacks(elements, 'Principal', 'NotPrincipal') && ![...elements.written.keys()].some(name => distance(name.toLowerCase(), 'principal') <= 2);
}

/** Whom the statement can mean. Nobody is let in whom no statement names yet, but for the design's own account. */
function candidates(statement: Statement, { statements }: Scenario, { kind }: PlacedPolicy): readonly (readonly [title: string, principal: Draft])[] {
	if (kind === 'endpoint') return [['Name everyone who is let through: *', '*']];
	const named = statements.flatMap(({ principals, effect }) => (principals && !principals.negated && effect === statement.effect ? [draftOf(principals.property)] : []));
	const same = new Set(named.map(draft => JSON.stringify(draft))).size === 1 ? named[0] : undefined;
	return [
		...(same !== undefined && same !== '*' ? [['Name whom the other statements name', same] as const] : []),
		...(statement.effect === 'Deny' ? [['Deny it to everyone: *', '*'] as const] : []),
		...(statement.effect === 'Allow' && !statement.property.resource.partial ? [['Let only this account in', { AWS: OWN_ACCOUNT }] as const] : []),
	];
}
