-- What the policy's second dataset stood for when the first variant was measured; all variants are judged on that.
alter table model_version add column second_dataset_digest bytea check (octet_length(second_dataset_digest) = 32);
