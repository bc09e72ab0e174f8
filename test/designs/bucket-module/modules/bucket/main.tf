data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  create          = var.create
  attach_policy   = var.deny_insecure_transport || length(var.policies) > 0
  lifecycle_rules = try(jsondecode(var.lifecycle_rules), var.lifecycle_rules)
  replication     = try(tomap(var.replication), var.replication)
  versioned       = length(keys(var.versioning)) > 0
}

resource "aws_s3_bucket" "this" {
  count = local.create ? 1 : 0

  bucket              = var.bucket
  object_lock_enabled = var.object_lock_enabled
  tags                = merge({ ManagedBy = "module" }, var.tags)
}

resource "aws_s3_bucket_ownership_controls" "this" {
  count = local.create && var.acl != null ? 1 : 0

  bucket = aws_s3_bucket.this[0].id

  rule {
    object_ownership = var.object_ownership
  }
}

resource "aws_s3_bucket_acl" "this" {
  count = local.create && var.acl != null ? 1 : 0

  bucket = aws_s3_bucket.this[0].id
  acl    = var.acl

  depends_on = [aws_s3_bucket_ownership_controls.this]
}

resource "aws_s3_bucket_versioning" "this" {
  count = local.create && local.versioned ? 1 : 0

  bucket = aws_s3_bucket.this[0].id
  mfa    = try(var.versioning["mfa"], null)

  versioning_configuration {
    status = try(
      tobool(var.versioning["enabled"]) ? "Enabled" : "Suspended",
      title(lower(var.versioning["status"])),
    )
  }
}

resource "aws_s3_bucket_logging" "this" {
  count = local.create && length(keys(var.logging)) > 0 ? 1 : 0

  bucket        = aws_s3_bucket.this[0].id
  target_bucket = var.logging["target_bucket"]
  target_prefix = try(var.logging["target_prefix"], null)
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  count = local.create && length(keys(var.encryption)) > 0 ? 1 : 0

  bucket = aws_s3_bucket.this[0].id

  dynamic "rule" {
    for_each = try(flatten([var.encryption["rule"]]), [])

    content {
      bucket_key_enabled = try(rule.value.bucket_key_enabled, null)

      dynamic "apply_server_side_encryption_by_default" {
        for_each = try([rule.value.apply_server_side_encryption_by_default], [])

        content {
          sse_algorithm     = apply_server_side_encryption_by_default.value.sse_algorithm
          kms_master_key_id = try(apply_server_side_encryption_by_default.value.kms_master_key_id, null)
        }
      }
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  count = local.create && length(local.lifecycle_rules) > 0 ? 1 : 0

  bucket = aws_s3_bucket.this[0].id

  dynamic "rule" {
    for_each = local.lifecycle_rules

    content {
      id     = try(rule.value.id, null)
      status = try(rule.value.enabled ? "Enabled" : "Disabled", title(lower(rule.value.status)))

      dynamic "filter" {
        for_each = [for filter in try(flatten([rule.value.filter]), [{}]) : filter if length(filter) <= 1]

        content {
          prefix = try(filter.value.prefix, null)
        }
      }

      dynamic "expiration" {
        for_each = try(flatten([rule.value.expiration]), [])

        content {
          days = try(expiration.value.days, null)
        }
      }

      dynamic "transition" {
        for_each = try(flatten([rule.value.transition]), [])

        content {
          days          = try(transition.value.days, null)
          storage_class = transition.value.storage_class
        }
      }

      dynamic "noncurrent_version_expiration" {
        for_each = try(flatten([rule.value.noncurrent_version_expiration]), [])

        content {
          noncurrent_days = try(noncurrent_version_expiration.value.days, noncurrent_version_expiration.value.noncurrent_days, null)
        }
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_replication_configuration" "this" {
  count = local.create && length(keys(local.replication)) > 0 ? 1 : 0

  bucket = aws_s3_bucket.this[0].id
  role   = local.replication["role"]

  dynamic "rule" {
    for_each = flatten(try([local.replication["rule"]], [local.replication["rules"]], []))

    content {
      id       = try(rule.value.id, null)
      priority = try(rule.value.priority, null)
      status   = try(tobool(rule.value.status) ? "Enabled" : "Disabled", title(lower(rule.value.status)), "Enabled")

      delete_marker_replication {
        status = "Disabled"
      }

      filter {}

      destination {
        bucket        = rule.value.destination.bucket
        storage_class = try(rule.value.destination.storage_class, null)
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_policy" "this" {
  count = local.create && local.attach_policy ? 1 : 0

  bucket = aws_s3_bucket.this[0].id
  policy = data.aws_iam_policy_document.combined[0].json

  depends_on = [aws_s3_bucket_public_access_block.this]
}

data "aws_iam_policy_document" "combined" {
  count = local.create && local.attach_policy ? 1 : 0

  source_policy_documents = compact(concat(
    [var.deny_insecure_transport ? data.aws_iam_policy_document.deny_insecure_transport[0].json : ""],
    var.policies,
  ))
}

data "aws_iam_policy_document" "deny_insecure_transport" {
  count = local.create && var.deny_insecure_transport ? 1 : 0

  statement {
    sid     = "denyInsecureTransport"
    effect  = "Deny"
    actions = ["s3:*"]

    resources = [
      aws_s3_bucket.this[0].arn,
      "${aws_s3_bucket.this[0].arn}/*",
    ]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  count = local.create ? 1 : 0

  bucket = aws_s3_bucket.this[0].id

  block_public_acls       = var.public_access_block.block_public_acls
  block_public_policy     = var.public_access_block.block_public_policy
  ignore_public_acls      = var.public_access_block.ignore_public_acls
  restrict_public_buckets = var.public_access_block.restrict_public_buckets
}
