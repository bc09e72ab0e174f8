import { admitsWide } from '../../engine/queries/network.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { guardedBy, portOf } from './facts.ts';

/** What a reviewer still takes for one place: a /24. */
const ADDRESSES = 256;

export default defineRule({
	id: 'rds/wide-security-group',
	title: 'Database ports are open to few addresses',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html',
	on: 'AWS::EC2::SecurityGroup',
	review(group, _design, report) {
		const told = new Set<string>();
		for (const database of guardedBy(group)) {
			const port = portOf(database);
			if (port === undefined) continue;
			for (const { at, prefix, addresses } of admitsWide(group, port, ADDRESSES)) {
				const place = `${at.resource.id} ${at.pathText}`;
				// All of the internet is an error of its own.
				if (prefix === 0 || told.has(place)) continue;
				told.add(place);
				report(at, `${group.name} lets ${at.scalar} in on port ${port}, where ${database.name} listens: ${at.name === 'CidrIp' ? `${addresses.toLocaleString('en-GB')} addresses` : `a /${prefix} of IPv6`}, whatever runs at them. Name the security group of the application.`, {
					related: [database], about: at.resource,
				});
			}
		}
	},
});
