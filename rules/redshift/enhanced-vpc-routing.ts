import { switchRule } from '../../engine/review/switch.ts';
import { WAREHOUSES } from './facts.ts';

export default switchRule({
	id: 'redshift/enhanced-vpc-routing',
	title: 'Loads and unloads stay in the network',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-routing.html',
	on: WAREHOUSES,
	property: 'EnhancedVpcRouting',
	effect: 'changes behaviour',
	message: warehouse => `COPY and UNLOAD of ${warehouse.name} leave the VPC by routes that no security group, endpoint policy or flow log of yours sees.`,
	fix: warehouse => `Route the loads of ${warehouse.name} through the VPC`,
});
