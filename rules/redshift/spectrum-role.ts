import type { Resource } from '../../engine/model/resource.ts';
import { either } from '../../engine/model/value.ts';
import { trusts } from '../../engine/queries/roles.ts';
import { type FixSpec, type Report, defineRule } from '../../engine/review/rule.ts';

const ROLE = 'AWS::IAM::Role', SERVICE = 'redshift.amazonaws.com', SERVERLESS = 'redshift-serverless.amazonaws.com';

export default defineRule({
	id: 'redshift/spectrum-role',
	title: 'Warehouses can use the roles that they have',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/authorizing-redshift-service.html',
	on: ['AWS::Redshift::Cluster', 'AWS::RedshiftServerless::Namespace'],
	fixes: 'choice',
	review(warehouse, design, report) {
		for (const use of warehouse.all('IamRoles[]')) {
			const role = design.follow(use, ROLE);
			if (!role || either(trusts(role, SERVICE), trusts(role, SERVERLESS)) !== 'no') continue;
			report(use, `${warehouse.name} has the role ${role.name}, which doesn't trust ${SERVICE}: COPY, UNLOAD and external schemas under it fail.`, { related: [role], fix: trust(role) });
		}
		if (warehouse.type !== 'AWS::Redshift::Cluster') reviewDefault(warehouse, report);
	},
});

function trust(role: Resource): FixSpec {
	const statement = { Effect: 'Allow', Principal: { Service: SERVICE }, Action: 'sts:AssumeRole' };
	return { title: `Let Redshift assume ${role.name}`, effect: 'changes behaviour', change: change => change.append(role, 'AssumeRolePolicyDocument.Statement', statement) };
}

/** The default role is one of the roles: https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_CreateNamespace.html */
function reviewDefault(namespace: Resource, report: Report): void {
	const { design } = namespace;
	const chosen = namespace.at('DefaultIamRoleArn');
	const role = design.follow(chosen, ROLE);
	const roles = namespace.at('IamRoles').items;
	if (!role || roles.complete !== 'yes') return;
	const others = roles.flatMap(one => one.alternatives).map(one => design.follow(one, ROLE));
	// A role that cannot be followed may be this one.
	if (others.includes(undefined) || others.includes(role)) return;
	report(chosen, `${role.name} is the default role of ${namespace.name}, and not among its roles; Redshift refuses that.`, {
		related: [role],
		fix: { title: `Give ${namespace.name} the role ${role.name}`, change: change => change.append(namespace, 'IamRoles', { '#reference': role.id, attribute: 'Arn' }) },
	});
}
