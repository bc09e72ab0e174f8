import { type WarehouseParameter, warehouseParameter } from '../../engine/queries/warehouse-parameters.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { type Report, defineRule } from '../../engine/review/rule.ts';

const GROUP = 'AWS::Redshift::ClusterParameterGroup', PARAMETER = 'require_ssl';
/** The group of AWS's, for clusters that name none, that requires TLS; its predecessor does not. */
const STRICT = 'default.redshift-2.0', LAX = 'default.redshift-1.0';

export default defineRule({
	id: 'redshift/require-tls',
	title: 'Warehouses take encrypted connections only',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html',
	on: [GROUP, 'AWS::Redshift::Cluster', 'AWS::RedshiftServerless::Workgroup'],
	fixes: 'fix',
	review(resource, design, report) {
		if (resource.type === GROUP) {
			// What groups of the second family have by default they keep unless told otherwise.
			const usually = resource.at('ParameterGroupFamily').is('redshift-1.0') === 'yes' ? 'no' : 'maybe';
			told(resource, warehouseParameter(resource, PARAMETER, usually), design.pointing('AWS::Redshift::Cluster', 'ClusterParameterGroupName', resource).certain, report);
		} else if (resource.type === 'AWS::Redshift::Cluster') lax(resource, report);
		else told(resource, warehouseParameter(resource, PARAMETER, 'maybe'), [], report);
	},
});

function told(owner: Resource, { on, value }: WarehouseParameter, clusters: readonly Resource[], report: Report): void {
	if (on !== 'no') return;
	const place: Property = value ?? owner.at('Parameters');
	report(place, `${owner.name} doesn't require TLS (${PARAMETER}): passwords and rows may cross the network in the clear, if a client so wishes.`, {
		related: clusters,
		fix: {
			title: `Require TLS in ${owner.name}`, effect: 'changes behaviour',
			change: change => (value ? change.set(value, 'true') : change.append(owner, 'Parameters', { ParameterName: PARAMETER, ParameterValue: 'true' })),
		},
	});
}

function lax(cluster: Resource, report: Report): void {
	for (const group of cluster.at('ClusterParameterGroupName').alternatives) {
		if (group.is(LAX) !== 'yes') continue;
		report(group, `${cluster.name} uses ${LAX}, which doesn't require TLS and can't be changed.`, {
			fix: { title: `Use ${STRICT}`, effect: 'changes behaviour', change: change => change.set(group, STRICT) },
		});
	}
}
