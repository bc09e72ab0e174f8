import { defineRule } from '../../engine/review/rule.ts';
import { reportOpenPoint } from './facts.ts';

export default defineRule({
	id: 's3/mrap-public',
	title: 'Multi-Region Access Points block public access',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/multi-region-access-point-block-public-access.html',
	on: 'AWS::S3::MultiRegionAccessPoint',
	fixes: 'fix',
	review: (point, _design, report) => reportOpenPoint(point, 'Multi-Region Access Point', report),
});
