/** AWS Systems Manager: parameters. */
import { type Mapping, resource } from '../mapping.ts';

export const ssm: readonly Mapping[] = [
	resource('aws_ssm_parameter', 'AWS::SSM::Parameter', {
		name: 'Name', type: 'Type', value: 'Value', insecure_value: 'Value', description: 'Description', tier: 'Tier', data_type: 'DataType', allowed_pattern: 'AllowedPattern', tags: 'Tags',
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'Arn', value: '=value' } }),
];
