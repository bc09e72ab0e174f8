import { type Element, type Statement, readPolicy } from '../../engine/policy/document.ts';
import { covers, pattern } from '../../engine/policy/patterns.ts';
import { outsiders } from '../../engine/queries/outsiders.ts';
import { defineRule } from '../../engine/review/rule.ts';

const EVERYTHING = pattern('s3:*', { fold: true });

export default defineRule({
	id: 's3/wildcard-grant',
	title: 'Other accounts are allowed what they need, not everything',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html',
	on: 'AWS::S3::BucketPolicy',
	review(policy, design, report) {
		const bucket = design.follow(policy.at('Bucket'), 'AWS::S3::Bucket')?.name ?? 'the bucket';
		const said = new Set<string>();
		for (const scenario of readPolicy(policy.at('PolicyDocument'))?.scenarios ?? []) {
			if (scenario.open || scenario.statements.some(takesBack)) continue;
			for (const statement of scenario.statements) {
				const action = everything(statement);
				const id = JSON.stringify(action?.property.path);
				if (!action || said.has(id)) continue;
				const unconditional = statement.conditions.clauses.length === 0;
				const [first, ...others] = outsiders(statement, scenario).filter(one => !one.trusted && (one.principal.kind !== 'account' || unconditional));
				if (!first) continue;
				said.add(id);
				const what = statement.resources.items.every(one => one.pattern.text.includes('/')) ? `objects of ${bucket}` : bucket;
				report(action.property, `${action.pattern.text} lets ${first.who}${others.length > 0 ? ` and ${others.length} more` : ''} do everything with ${what}, from deleting versions to changing who else gets in.`, {
					related: [first, ...others].slice(0, 3).map(one => one.principal.property),
				});
			}
		}
	},
});

function everything({ actions }: Statement): Element | undefined {
	return actions.negated ? undefined : actions.items.find(item => covers(item.pattern, EVERYTHING) === 'yes');
}

/** A denial, but for those that only ask for TLS or for headers of uploads. */
function takesBack({ effect, conditions }: Statement): boolean {
	if (effect === 'Allow') return false;
	return conditions.open || conditions.clauses.length === 0 || conditions.clauses.some(({ key }) => !/^(aws:securetransport|s3:tlsversion|s3:x-amz-.*)$/.test(key));
}
