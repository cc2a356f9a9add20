// Mails customers what became of their orders.
const { SESv2Client, SendEmailCommand } = require("@aws-sdk/client-sesv2");

const ses = new SESv2Client({});
const sent = [];

exports.handler = async (event) => {
  for (const record of event.Records) {
    const order = JSON.parse(record.body);
    await ses.send(mail(order));
    sent.push(order);
  }
  console.log(JSON.stringify({ message: "mails sent", count: sent.length }));
};

function mail(order) {
  return new SendEmailCommand({
    FromEmailAddress: process.env.SENDER,
    Destination: { ToAddresses: [order.email] },
    Content: {
      Simple: {
        Subject: { Data: `Your order ${order.orderId}` },
        Body: { Text: { Data: `Your order was ${order.type}.` } },
      },
    },
  });
}
