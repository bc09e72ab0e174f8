import { admitsInternet } from '../../engine/queries/network.ts';
import { type ChangeBuilder, defineRule } from '../../engine/review/rule.ts';
import { guardedBy, portOf } from './facts.ts';

export default defineRule({
	id: 'rds/open-security-group',
	title: 'No database port is open to the internet',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html',
	on: 'AWS::EC2::SecurityGroup',
	fixes: 'choice',
	review(group, design, report) {
		const told = new Set<string>();
		for (const database of guardedBy(group)) {
			const port = portOf(database);
			if (port === undefined) continue;
			for (const range of admitsInternet(group, port)) {
				const place = `${range.resource.id} ${range.pathText}`;
				if (told.has(place)) continue;
				told.add(place);
				const network = design.follow(group.at('VpcId'), 'AWS::EC2::VPC')?.at('CidrBlock').string;
				report(range, `${group.name} lets ${range.scalar} in on port ${port}, where ${database.name} listens: anyone may try its passwords.`, {
					related: [database],
					about: range.resource,
					...(network !== undefined && range.name === 'CidrIp' && {
						fix: [{ title: `Admit ${network}, the network, only`, effect: 'changes behaviour', change: (change: ChangeBuilder) => void change.set(range, network) }],
					}),
				});
			}
		}
	},
});
