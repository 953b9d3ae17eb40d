import { BlockList, isIP, type LookupFunction } from "node:net";

/** Addresses that are not of the public Internet: IANA's special-purpose registries, and those that carry another one. */
const ranges = {
  ipv4: [
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24",
    "192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4",
  ],
  ipv6: [
    "::/96 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 3fff::/20 5f00::/16",
    "fc00::/7 fe80::/10 fec0::/10 ff00::/8",
  ],
} as const;

const blocked = { ipv4: collect("ipv4"), ipv6: collect("ipv6") };

/** A list for each family: one for both would find every IPv4 address in ::ffff:0:0/96. */
function collect(family: keyof typeof ranges): BlockList {
  const list = new BlockList();
  for (const range of ranges[family].flatMap((line) => line.split(" "))) {
    const [network = "", prefix] = range.split("/");
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}

/** Whether an address may not be called, as it is written; false for a name, but for those of this machine. */
export function isPrivateAddress(address: string): boolean {
  if (/(?:^|\.)localhost\.?$/i.test(address)) return true;
  const bare = address.replace(/^\[|\]$/g, "").split("%", 1)[0] ?? "";
  const family = isIP(bare);
  if (family === 0) return false;
  return family === 6 ? blocked.ipv6.check(bare, "ipv6") : blocked.ipv4.check(bare, "ipv4");
}

/** What the operator can do about a refusal. */
export const privateSetting = "WEBHOOKS_PRIVATE=1 allows it";

/** Refuses a name if any of its addresses is private. What it lets through is what is connected to: nothing is asked twice. */
export function guardLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = Array.isArray(found) ? found : [{ address: found, family: 4 }];
      const hidden = addresses.find(({ address }) => isPrivateAddress(address));
      if (hidden)
        return callback(new Error(`${hostname} is at ${hidden.address}, a private address (${privateSetting})`), []);
      if (options.all) return callback(null, addresses);
      const [first] = addresses;
      return callback(null, first?.address ?? "", first?.family);
    });
  };
}
