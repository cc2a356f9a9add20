exports.handler = async () => {
  console.log("nothing to send");
};
