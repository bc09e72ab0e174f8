import { defineRule } from '../../engine/review/rule.ts';
import { DEFAULT_PORT } from './facts.ts';

export default defineRule({
	id: 'redshift/default-port',
	title: 'Warehouses listen on a port of their own',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-clusters.html',
	on: 'AWS::Redshift::Cluster',
	review(cluster, _design, report) {
		for (const port of cluster.at('Port').alternatives) {
			if (port.is(DEFAULT_PORT) !== 'yes') continue;
			report(port, `${cluster.name} listens on ${DEFAULT_PORT}, where every scanner looks for Redshift.`);
		}
	},
});
