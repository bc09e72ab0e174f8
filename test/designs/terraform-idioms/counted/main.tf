variable "names" { default = ["alpha", "beta"] }

resource "aws_s3_bucket" "b" {
  count  = length(var.names)
  bucket = "acme-${var.names[count.index]}"
}

resource "aws_s3_bucket_versioning" "b" {
  count  = length(aws_s3_bucket.b)
  bucket = aws_s3_bucket.b[count.index].id
  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket_policy" "b" {
  count  = length(var.names)
  bucket = aws_s3_bucket.b[count.index].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Deny", Principal = "*", Action = "s3:*",
      Resource = [aws_s3_bucket.b[count.index].arn, "${aws_s3_bucket.b[count.index].arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

resource "aws_s3_bucket" "two" {
  count  = 2
  bucket = "two-${count.index}"
}

resource "aws_s3_bucket_versioning" "two" {
  count  = 2
  bucket = aws_s3_bucket.two[count.index].id
  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket_policy" "two" {
  count  = 2
  bucket = aws_s3_bucket.two[count.index].id
  policy = templatefile("${path.module}/policy.json.tpl", { bucket = aws_s3_bucket.two[count.index].arn })
}
# logs of the first into the second

resource "aws_s3_bucket_logging" "two" {
  bucket        = aws_s3_bucket.two[0].id
  target_bucket = aws_s3_bucket.two[1].id
  target_prefix = "l/"
}
