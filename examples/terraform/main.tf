data "archive_file" "thumbnails" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/thumbnails.zip"
}

resource "aws_lambda_function" "thumbnails" {
  function_name                  = "thumbnails"
  role                           = aws_iam_role.thumbnails.arn
  runtime                        = "python3.9"
  handler                        = "app.lambda_handler"
  filename                       = data.archive_file.thumbnails.output_path
  memory_size                    = 512
  reserved_concurrent_executions = 2
}

resource "aws_sqs_queue" "uploads" {
  name = "uploads"
}

resource "aws_lambda_event_source_mapping" "uploads" {
  event_source_arn = aws_sqs_queue.uploads.arn
  function_name    = aws_lambda_function.thumbnails.arn
}

resource "aws_iam_role" "thumbnails" {
  name = "thumbnails"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}
