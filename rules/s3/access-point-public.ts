import { defineRule } from '../../engine/review/rule.ts';
import { reportOpenPoint } from './facts.ts';

export default defineRule({
	id: 's3/access-point-public',
	title: 'Access points block public access',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html',
	on: 'AWS::S3::AccessPoint',
	fixes: 'fix',
	review: (point, _design, report) => reportOpenPoint(point, 'access point', report),
});
