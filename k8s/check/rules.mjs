// Makes the PrometheusRule of the rules that Prometheus itself reads:
//
//   node k8s/check/rules.mjs > k8s/components/monitoring/rules.yaml
import fs from 'node:fs';
import { dump, load } from 'js-yaml';

const folder = new URL('../../observability/prometheus/rules/', import.meta.url);
const groups = fs.readdirSync(folder).sort().flatMap((file) => load(fs.readFileSync(new URL(file, folder), 'utf8')).groups);
const rule = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: 'augmenta' },
  spec: { groups },
};
console.log('# Made by k8s/check/rules.mjs of observability/prometheus/rules; a test compares them.');
process.stdout.write(dump(rule, { lineWidth: -1 }));
